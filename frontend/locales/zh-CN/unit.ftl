unit-serial = 序列号
unit-owner = 所属客户
unit-whole-life = 查看设备全生命周期
unit-warranty-none = 没有质保结论。
unit-warranty-until = 至 { $date }
unit-warranty-percent = 承担 { $percent }%
unit-warranty-reasons = 判定依据
