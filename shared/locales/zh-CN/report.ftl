age_band-day = 不足 1 天
age_band-three_days = 1–3 天
age_band-week = 3–7 天
age_band-month = 7–30 天
age_band-older = 超过 30 天

ticket_dimension-fault_code = 故障代码
ticket_dimension-topic = 问题类型
ticket_dimension-product = 产品型号
ticket_dimension-team = 班组
ticket_dimension-assignee = 处理人
ticket_dimension-dealer = 经销商

pareto_slice-value = 取值
pareto_slice-others = 其他合计
pareto_slice-without = 未填写
