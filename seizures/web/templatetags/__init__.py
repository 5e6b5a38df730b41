"""What the pages need to show plain values: dates, money, quantities, names, marked text, icons."""
