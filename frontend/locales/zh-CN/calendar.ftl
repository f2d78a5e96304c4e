calendar-calendar = 工作日历
calendar-new = 新建日历
calendar-edit = 修改日历
calendar-none = 还没有日历
calendar-none-hint = 日历规定服务台的工作时间。
calendar-code = 代码
calendar-code-hint = 供脚本和命令行引用，例如 service_desk。
calendar-name = 名称
calendar-zone = 时区
calendar-shipped = 系统自带
calendar-week = 每周时段
calendar-week-hint = 时刻按 HH:MM 填写，最晚 24:00。夜班分成两段：当天到 24:00，次日从 00:00 开始。
calendar-like-monday = 周二至周五与周一相同
calendar-always-open = 全天候
calendar-always-open-hint = 从不关闭，不设营业时段和特殊日期。
calendar-only-special = 仅特殊日期
calendar-closed = 休息
calendar-work = 工作日
calendar-rest = 每周休息
calendar-holiday = 节假日
calendar-own = 单独时段
calendar-today = 今天
calendar-year = { $year } 年
calendar-year-before = 上一年
calendar-year-after = 下一年
calendar-next = 近期特殊日期
calendar-no-next = 尚未登记今天以后的特殊日期；下一年节假日公布后请及时载入或添加。
calendar-special-days = 特殊日期
calendar-special-count = 节假日 { $closed } 天，单独时段 { $own } 天
calendar-special-of = { $year } 年特殊日期
calendar-no-special = 这一年没有特殊日期
calendar-no-special-hint = 可逐日添加节假日和调休工作日，或载入法定节假日。
calendar-no-special-always = 全天候日历没有特殊日期。
calendar-add-day = 添加特殊日期
calendar-remove-day = 删除 { $day }
calendar-remove-day-hint = 该日期恢复按每周时段，未完成工作的到期时间随即变化。
calendar-date = 日期
calendar-day-name = 事由
calendar-day-name-hint = 例如：国庆节。
calendar-hours = 时段
calendar-change = 操作
calendar-closed-all-day = 全天休息
calendar-closed-hint = 不勾选则按此处填写的时段工作，例如调休的周六。
calendar-from = 开始
calendar-until = 结束
calendar-from-again = 午休后开始
calendar-until-again = 午休后结束
calendar-day-from = { $day }开始
calendar-day-until = { $day }结束
calendar-add-interval = { $day }添加一段
calendar-remove-interval = 删除{ $day }第 { $line } 段
calendar-load-holidays = 载入法定节假日
calendar-load = 载入
calendar-load-hint = 中国法定节假日及调休工作日，2007 至 2026 年。调休工作日采用每周第一个工作日的时段；已有单独时段的保持不变。
calendar-holidays-loaded = 已载入法定节假日：新增 { $added } 天，更改 { $changed } 天。
calendar-remove = 删除“{ $name }”？
calendar-remove-hint = 无法撤销。正在使用的日历不能删除。
calendar-calculator = 计算器
calendar-start = 起始时间
calendar-in-zone = 按日历的时区 { $zone }。
calendar-target = 目标
calendar-unit = 单位
calendar-unit-hours = 工作小时
calendar-unit-minutes = 工作分钟
calendar-unit-days = 工作日
calendar-end = 截至时间
calendar-end-hint = 选填：计算其间的工作时间。
calendar-due = 到期时间
calendar-worked = 工作时间
calendar-ask = 结果显示在这里。
calendar-weekday = { $day ->
    [0] 周一
    [1] 周二
    [2] 周三
    [3] 周四
    [4] 周五
    [5] 周六
   *[6] 周日
}
calendar-initial = { $day ->
    [0] 一
    [1] 二
    [2] 三
    [3] 四
    [4] 五
    [5] 六
   *[6] 日
}
calendar-month = { $month } 月
calendar-moves = 将受影响的时限
