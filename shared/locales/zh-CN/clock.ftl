# 时限、SLA 策略、派单规则、通知。

ticket_action-respond = 登记首次答复
ticket_action-call_onsite = 要求上门
ticket_action-arrive_onsite = 已到现场

clock_kind-respond = 首次响应
clock_kind-verify_product = 产品信息确认
clock_kind-verify_complaint = 投诉核实
clock_kind-resolve = 解决
clock_kind-onsite = 现场响应
clock_kind-clear_fault = 现场排除故障

clock_state-running = 计时中
clock_state-paused = 已暂停
clock_state-stopped = 已结束

clock_outcome-met = 按时完成
clock_outcome-breached = 超时
clock_outcome-void = 不计

clock_event_kind-start = 开始
clock_event_kind-pause = 暂停
clock_event_kind-resume = 恢复
clock_event_kind-hand = 责任方变更
clock_event_kind-retarget = 时限变更
clock_event_kind-stop = 结束

clock_reason-filed = 工单登记
clock_reason-answered = 已答复客户
clock_reason-verified = 产品信息已确认
clock_reason-judged = 投诉已判定
clock_reason-customer = 等待客户
clock_reason-parts = 等待配件
clock_reason-supplier = 等待供应商
clock_reason-transport = 运输途中
clock_reason-force_majeure = 天气／不可抗力
clock_reason-other = 等待
clock_reason-work_goes_on = 继续处理
clock_reason-resolved = 已解决
clock_reason-closed = 已关闭
clock_reason-reopened = 重新打开
clock_reason-withdrawn = 已撤销
clock_reason-called_onsite = 要求上门
clock_reason-arrived = 已到现场
clock_reason-ticket_changed = 工单内容变更
clock_reason-policy_changed = 策略变更
clock_reason-calendar_changed = 日历变更

stretch_kind-counted = 计入
stretch_kind-make_up = 调休上班
stretch_kind-off_hours = 非工作时间
stretch_kind-paused = 暂停
stretch_kind-ended = 已结束

audience-assignee = 处理人
audience-team = 所在班组
audience-service_specialists = 售后客服专员
audience-quality = 品质部
audience-supervisors = 售后主管

assign_mode-queue = 进入队列
assign_mode-least_loaded = 派给工单最少的人

condition_field-kind = 类型
condition_field-channel = 渠道
condition_field-topic = 主题
condition_field-severity = 紧急程度
condition_field-priority = 优先级
condition_field-customer = 客户
condition_field-dealer = 经销商
condition_field-product = 产品
condition_field-product_line = 产品线
condition_field-region = 区域
condition_field-remote = 偏远地区
condition_field-in_warranty = 质保期内
condition_field-special_case = 专案
condition_field-individual_case = 个案
condition_field-inactive = 已停用

queue-mine = 我的工作
queue-team = 班组队列
queue-unassigned = 未派单
queue-due_soon = 24 小时内到期
queue-breached = 已超时
queue-special_case = 专案
queue-individual_case = 个案

notification_kind-assigned = 指派给您
notification_kind-queued = 进入您的班组队列
notification_kind-mentioned = 有人提到您
notification_kind-answered = 有新答复
notification_kind-watched = 您关注的工单有进展
notification_kind-warned = 即将到期
notification_kind-breached = 已超时
notification_kind-escalated = 已升级
notification_kind-crisis = 专案
notification_kind-individual_case = 个案
notification_kind-offered = 有旧件待提货
notification_kind-offer_refused = 供应商拒收

permission-rule-read = 查看 SLA 策略和派单规则
permission-rule-manage = 修改 SLA 策略和派单规则

problem-transition_refused-not_called = { $name } 尚未要求上门，请先执行该操作。
problem-in_use-calendar_of_policy = SLA 策略“{ $rule }”按 { $name } 计时，请先为其更换日历。
