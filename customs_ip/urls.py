"""Which face answers which address."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from seizures.web.health import health

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", include("seizures.api.urls")),
    path("portal/", include("seizures.portal.urls")),
    *([path("training/", include("seizures.training.urls"))] if settings.TRAINING else []),
    path("", include("seizures.web.urls")),
]
