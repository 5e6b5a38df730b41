"""Addresses of rules, the watch-list, suggestions, engines, shadow runs and replays."""

from django.urls import path

from seizures.web import engines, replays, rescreens, rules, shadows, watching

urlpatterns = [
    path("rules/", rules.rule_list, name="rule-list"),
    path("rules/new/", rules.rule_new, name="rule-new"),
    path("rules/<int:pk>/", rules.rule_detail, name="rule-detail"),
    path("rules/<int:pk>/edit/", rules.rule_edit, name="rule-edit"),
    path("rules/<int:pk>/try/", rules.rule_try, name="rule-try"),
    path("rules/<int:pk>/copy/", rules.rule_copy, name="rule-copy"),
    path("rules/<int:pk>/retire/", rules.rule_retire, name="rule-retire"),
    path("rules/suggestions/", watching.suggestion_list, name="suggestion-list"),
    path("rules/suggestions/<int:pk>/", watching.suggestion_decide, name="suggestion-decide"),
    path("watch/", watching.watch_list, name="watch-list"),
    path("watch/new/", watching.watch_new, name="watch-new"),
    path("watch/<int:pk>/", watching.watch_detail, name="watch-detail"),
    path("watch/<int:pk>/edit/", watching.watch_edit, name="watch-edit"),
    path("watch/<int:pk>/end/", watching.watch_end, name="watch-end"),
    path("engines/", engines.engine_list, name="engine-list"),
    path("engines/learn/", engines.engine_learn, name="engine-learn"),
    path("engines/<int:pk>/", engines.engine_detail, name="engine-detail"),
    path("engines/<int:pk>/confirm/", engines.engine_confirm, name="engine-confirm"),
    path("engines/<int:pk>/refuse/", engines.engine_refuse, name="engine-refuse"),
    path("engines/<int:pk>/withdraw/", engines.engine_withdraw, name="engine-withdraw"),
    path("engines/shadow/new/", shadows.shadow_new, name="shadow-new"),
    path("engines/shadow/<int:pk>/", shadows.shadow_detail, name="shadow-detail"),
    path("engines/shadow/<int:pk>/progress/", shadows.shadow_progress, name="shadow-progress"),
    path("engines/shadow/<int:pk>/propose/", shadows.shadow_propose, name="shadow-propose"),
    path("rules/again/", rescreens.rescreen_list, name="rescreen-list"),
    path("rules/again/<int:pk>/", rescreens.rescreen_progress, name="rescreen-progress"),
    path("screenings/<int:pk>/again/", rescreens.screening_retry, name="screening-retry"),
    path("rights/<int:pk>/screening/", rescreens.right_screening, name="right-screening"),
    path("alerts/<int:pk>/replay/", replays.alert_replay, name="alert-replay"),
]
