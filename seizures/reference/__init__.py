"""What everybody must call by the same name: administrations, offices, ports, HS, Nice, money.

Assumes nothing but the text tables in `data/`, loaded by `load_reference`. Hands upward the rows
other rooms point at, each with its name in three languages; `Port.objects.lookup` turns what a
manifest wrote into a LOCODE.
"""
