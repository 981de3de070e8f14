"""From the bytes of a workbook to plain data.

openpyxl is not used for this, although it is the workbook library elsewhere: it refuses 65 of 4,050 real workbooks that
Excel opens, drops shapes, header pictures and sparklines, turns serial numbers into dates that the number format then
lacks, and needs 50 times a file's size in memory.
"""
