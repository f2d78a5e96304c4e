return-print-tag = Print tag
