"""The house. Calls go down, work is pulled up.

roof     training
faces    web | portal | api | console
outlook  statistics
4        cases
3        inspections
2        screening
1        rights | cargo
ground   letters
         files
         grants
         parties | accounts
         reference
         journal
         core
cellar   law | matching | formats
"""
