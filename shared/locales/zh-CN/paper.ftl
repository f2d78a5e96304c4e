# 打印的表单。

ticket_form-complaint = 客户投诉单
ticket_form-follow_up = 售后服务跟踪记录表
ticket_form-service_voucher = 售后服务凭证
ticket_form-service_order = 委托服务单
paper-order-commissioner = 委托方
paper-order-contractor = 受托方（服务站）
paper-order-task = 委托内容
paper-order-warranty = 三包判定
paper-order-coverage = 保障范围
paper-order-percent = 承担比例
paper-order-until = 三包截止
paper-order-parts = 随单发出的零件
paper-order-return = 旧件退回
paper-order-terms = 费用约定
paper-order-limit = 费用上限
paper-order-authorization = 预授权编号
paper-order-claim = 修复后 { $days } 天内凭本单提交三包索赔；换下的旧件须退回，旧件未退回的不予结算（MGT-T 4.2.1）。超过费用上限的，须事先取得预授权。
paper-order-sign-commissioner = 委托方（签章）
paper-order-sign-contractor = 受托方（签章）

paper-as-of = 资料截至 { $time }（{ $zone }）
paper-page = 第 { $n } 页，共 { $m } 页
paper-date = 日期：　　　　年　　月　　日
paper-internal = 含内部记录，仅供公司内部使用，不得交予客户。
paper-internal-entry = （内部）
paper-earlier-left-out = 仅列出最近 { $count } 条记录，更早的记录见系统。
paper-cut-off = …（全文见系统）
paper-until = 至 { $date }
paper-percent = 承担 { $percent }%

paper-part-customer = 客户
paper-part-product = 产品
paper-part-matter = 投诉内容
paper-part-promises = 承诺时限
paper-part-record = 跟踪记录
paper-part-service = 服务内容
paper-part-cost = 费用
paper-part-parts = 更换配件
paper-part-opinion = 客户意见

paper-channel = 受理渠道
paper-received-by = 受理人
paper-contact-name = 联系人
paper-contact-phone = 联系电话
paper-contact-email = 联系邮箱
paper-site = 使用地点
paper-usage = 使用量
paper-description = 客户描述
paper-severity = 紧急程度
paper-impact = 影响范围
paper-safety = 危及人身安全
paper-remedy = 客户诉求
paper-warranty = 质保
paper-warranty-later = 尚未判定
paper-service-class = 服务收费类别
paper-solution = 解决方案
paper-cause = 原因
paper-repair-outcome = 维修结果
paper-repair-barrier = 无法修复的原因
paper-onsite-arrived = 到达现场时间
paper-confirmed-by = 确认人
paper-amount = 应收金额

paper-promise = 时限
paper-promise-began = 开始
paper-promise-due = 到期
paper-promise-state = 状态
paper-entry-time = 时间
paper-entry-who = 人员
paper-entry-what = 事项
paper-entry-note = 内容
paper-part-name = 配件名称及型号
paper-part-number = 编号
paper-part-quantity = 数量
paper-part-old = 旧件已回收

paper-opinion-response = 响应速度
paper-opinion-skill = 技术水平
paper-opinion-attitude = 服务态度
paper-opinion-result = 处理结果
paper-opinion-scale = □ 非常满意　□ 满意　□ 一般　□ 不满意
paper-opinion-words = 意见和建议

paper-sign-customer = 客户签字（盖章）
paper-sign-receiver = 受理人签字
paper-sign-handler = 处理人签字
paper-sign-supervisor = 售后主管签字

paper_rule-individual_case = 多次投诉或重开，升级为个案
paper_rule-wait_until = 等待到期，自动恢复处理
paper_rule-clock_step = 时限提醒或升级
paper_rule-routed = 自动派单
paper_rule-bridged = 原系统的日志在此跳过了中间状态，已补接
