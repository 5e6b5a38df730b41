"""Addresses of the goods store and of disposal orders."""

from django.urls import path

from seizures.web import case_goods, store

urlpatterns = [
    path("store/", store.store_list, name="store-list"),
    path("store/scan/", store.store_scan, name="store-scan"),
    path("store/places/", store.store_places, name="store-places"),
    path("store/places/new/", store.store_place_enter, name="store-place-enter"),
    path("store/places/<int:pk>/count/", store.store_count_open, name="store-count-open"),
    path("store/counts/<int:pk>/", store.store_count, name="store-count"),
    path("store/counts/<int:pk>/<slug:deed>/", store.store_count_deed, name="store-count-deed"),
    path("store/goods/<int:pk>/", store.store_goods, name="store-goods"),
    path("store/goods/<int:pk>/carry/", store.store_carry, name="store-carry"),
    path("cases/<int:pk>/labels/", store.case_labels, name="case-labels"),
    path("cases/<int:pk>/disposals/", case_goods.disposal_list, name="disposal-list"),
    path("cases/<int:pk>/disposals/new/<slug:step>/", case_goods.disposal_new,
         name="disposal-new"),
    path("disposals/<int:pk>/", case_goods.disposal_detail, name="disposal-detail"),
    path("disposals/<int:pk>/paper/", case_goods.disposal_paper, name="disposal-paper"),
    path("disposals/<int:pk>/<slug:deed>/", case_goods.disposal_deed, name="disposal-deed"),
]  # fmt: skip
