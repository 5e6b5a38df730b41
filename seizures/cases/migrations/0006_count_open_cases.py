"""Consignments know how many cases are open on them."""

from typing import Any

from django.db import migrations
from django.db.models import Count


def count(apps: Any, schema_editor: Any) -> None:
    cases = apps.get_model("cases", "SeizureCase").objects.using(schema_editor.connection.alias)
    consignments = apps.get_model("cargo", "Consignment").objects
    rows = cases.filter(is_closed=False).values("consignment_id").annotate(n=Count("pk"))
    for row in rows.order_by().iterator(chunk_size=1000):
        found = consignments.using(schema_editor.connection.alias)
        found.filter(pk=row["consignment_id"]).update(open_cases=row["n"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_alerts_joined_to_a_case"), ("cargo", "0008_open_cases")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
