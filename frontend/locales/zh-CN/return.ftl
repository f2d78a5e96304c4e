return-print-tag = 打印标识卡
