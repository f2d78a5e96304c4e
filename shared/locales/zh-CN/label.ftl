locale-zh-CN = 简体中文
locale-en = English

role-service_specialist = 售后客服专员
role-technician = 售后技术员
role-engineer = 售后技术工程师
role-quality = 品质部
role-supervisor = 售后主管
role-finance = 财务部
role-dealer = 经销商 / 服务站
role-supplier = 供应商
role-customer = 客户
role-admin = 管理员

organization_kind-manufacturer = 制造商
organization_kind-dealer = 经销商
organization_kind-service_center = 服务站
organization_kind-supplier = 供应商
organization_kind-customer = 客户

permission-organization-read = 查看组织
permission-organization-manage = 管理组织
permission-user-read = 查看人员
permission-user-manage = 管理人员
permission-customer-read = 查看客户
permission-customer-manage = 管理客户
permission-product-read = 查看产品与故障代码
permission-product-manage = 管理产品与故障代码
permission-unit-read = 查看设备
permission-unit-manage = 管理设备
permission-warranty-decide = 延长或排除质保
permission-ticket-read = 查看工单
permission-ticket-create = 登记工单
permission-ticket-update = 修改工单
permission-ticket-work = 处理工单
permission-ticket-assign = 派单
permission-ticket-close = 关闭工单
permission-ticket-confirm = 确认或重开工单
permission-ticket-cancel = 取消或合并工单
permission-ticket-judge = 判定投诉
permission-ticket-flag_crisis = 标记危机
permission-ticket-confirm_crisis = 确认或解除危机
permission-comment-create = 发表公开评论
permission-comment-internal = 查看与发表内部评论
permission-desk_report-read = 查看服务看板
permission-report-read = 查看报表
permission-import-run = 导入记录
permission-policy-read = 查看规则参数
permission-policy-manage = 修改规则参数
permission-calendar-read = 查看工作日历
permission-calendar-manage = 管理工作日历
permission-audit-read = 查看审计记录

user_status-invited = 已邀请
user_status-active = 正常
user_status-disabled = 已停用

user_sort-name = 按姓名
user_sort--created_at = 最新在前

organization_sort-name = 按名称
organization_sort--created_at = 最新在前

customer_sort-name = 按名称
customer_sort--created_at = 最新在前

unit_sort-serial = 按序列号
unit_sort--created_at = 最新在前

ticket_sort--created_at = 最新在前
ticket_sort-created_at = 最早在前
ticket_sort--updated_at = 最近更新在前
ticket_sort-priority = 最紧急在前

customer_kind-company = 单位
customer_kind-person = 个人

unit_status-registered = 已登记
unit_status-in_service = 使用中
unit_status-under_repair = 维修中
unit_status-on_loan = 借用中
unit_status-retired = 已报废

unit_action-commission = 投入使用
unit_action-take_for_repair = 送修
unit_action-lend = 借出
unit_action-return_to_service = 恢复使用
unit_action-retire = 报废

coverage_class-part = 配件
coverage_class-labour = 工时
coverage_class-travel = 差旅

start_basis-acceptance = 验收
start_basis-installation = 安装
start_basis-shipment = 发货

exclusion_kind-misuse = 使用不当
exclusion_kind-unauthorised_repair = 擅自维修
exclusion_kind-consumable = 易损件
exclusion_kind-other = 其他

warranty_status-in_warranty = 质保期内
warranty_status-expired = 已过质保
warranty_status-not_started = 质保未开始
warranty_status-excluded = 不在质保范围
warranty_status-unknown = 无法判定

term_source-product = 产品条款
term_source-policy = 默认条款
term_source-extension = 延保

ticket_status-new = 新建
ticket_status-verifying = 信息确认中
ticket_status-assigned = 已派单
ticket_status-in_progress = 处理中
ticket_status-waiting = 等待中
ticket_status-resolved = 已解决
ticket_status-closed = 已关闭
ticket_status-cancelled = 已取消
ticket_status-merged = 已合并

ticket_action-verify = 开始确认
ticket_action-assign = 派单
ticket_action-start = 开始处理
ticket_action-wait = 转为等待
ticket_action-resume = 恢复处理
ticket_action-resolve = 提交解决方案
ticket_action-give_notice = 发出关闭通知
ticket_action-confirm = 客户确认
ticket_action-close = 逾期未答关闭
ticket_action-reopen = 重新打开
ticket_action-cancel = 取消
ticket_action-merge = 合并
ticket_action-judge = 判定投诉
ticket_action-flag_crisis = 标记危机
ticket_action-confirm_crisis = 确认危机
ticket_action-lift_crisis = 解除危机
ticket_action-estimate = 预估维修时间

ticket_kind-inquiry = 咨询
ticket_kind-feedback = 反馈
ticket_kind-complaint = 投诉
ticket_kind-repair_request = 报修
ticket_kind-return_request = 退换货
ticket_kind-installation = 安装
ticket_kind-training = 培训
ticket_kind-recall = 召回

ticket_channel-phone = 电话
ticket_channel-letter = 信函
ticket_channel-email = 电子邮件
ticket_channel-visit = 来访
ticket_channel-web = 网页
ticket_channel-qr_code = 扫码
ticket_channel-api = 接口

ticket_topic-product_quality = 产品质量
ticket_topic-packaging = 包装破损
ticket_topic-deterioration = 变质
ticket_topic-installation = 安装
ticket_topic-staff_attitude = 服务态度
ticket_topic-delivery = 交货
ticket_topic-billing = 账务
ticket_topic-other = 其他

ticket_severity-emergency = 紧急故障
ticket_severity-general = 一般故障
ticket_severity-inquiry = 咨询

ticket_impact-high = 大
ticket_impact-medium = 中
ticket_impact-low = 小

ticket_priority-p1 = P1 特急
ticket_priority-p2 = P2 高
ticket_priority-p3 = P3 中
ticket_priority-p4 = P4 低

ticket_remedy-repair = 修理
ticket_remedy-replace = 更换
ticket_remedy-refund = 退货退款
ticket_remedy-information = 说明
ticket_remedy-apology = 道歉
ticket_remedy-other = 其他

service_class-paid = A 有偿
service_class-contract = B 合同
service_class-free = C 质保免费
service_class-internal = D 内部

wait_reason-customer = 等待客户
wait_reason-parts = 等待配件
wait_reason-supplier = 等待供应商
wait_reason-transport = 运输途中
wait_reason-force_majeure = 天气或不可抗力
wait_reason-other = 其他

ball_holder-us = 我方
ball_holder-customer = 客户
ball_holder-dealer = 经销商
ball_holder-supplier = 供应商
ball_holder-carrier = 承运方
ball_holder-nobody = 无

crisis_kind-media = 媒体曝光
crisis_kind-legal = 法律诉讼
crisis_kind-reputation = 信誉
crisis_kind-safety = 安全

crisis_status-none = 无
crisis_status-raised = 待确认
crisis_status-confirmed = 已确认
crisis_status-lifted = 已解除

repair_outcome-fixed = 已修复
repair_outcome-repairable = 可修复
repair_outcome-end_of_life = 无法修复
repair_outcome-unknown = 未知

ticket_link_kind-related = 相关
ticket_link_kind-repeat_of = 重复投诉
ticket_link_kind-split_from = 拆分自
ticket_link_kind-duplicate_of = 重复登记

comment_visibility-public = 公开
comment_visibility-internal = 内部

ticket_event_kind-created = 登记
ticket_event_kind-updated = 修改
ticket_event_kind-action = 操作
ticket_event_kind-undone = 撤销
ticket_event_kind-comment = 评论
ticket_event_kind-link = 关联
ticket_event_kind-check = 检查清单
ticket_event_kind-attachment = 附件
ticket_event_kind-goods = 零件
ticket_event_kind-rule = 规则
ticket_event_kind-imported = 导入

ticket_group-status = 状态
ticket_group-kind = 类别
ticket_group-repair_outcome = 维修结果
ticket_group-product_line = 产品线
ticket_group-product_brand = 品牌
ticket_group-external_source = 来源

import_kind-repairs = 维修记录
import_kind-tickets = 工单及其历史

import_status-running = 进行中
import_status-finished = 已完成
import_status-failed = 失败
import_failure-database_away = 数据库暂时无法连接
import_failure-server_stopped = 服务已停止
usage_unit-runs = 次
usage_unit-hours = 小时
usage_unit-km = 公里
usage_unit-cycles = 次循环
usage_unit-pages = 页
part_class-door_operator = 门机
part_class-inverter = 变频器
part_class-traction_machine = 曳引机
part_class-controller = 控制器
part_class-brake = 制动器
part_class-battery = 电池
part_class-motor = 电机
part_class-consumable = 易损件
product_line-passenger_lift = 乘客电梯
product_line-hospital_lift = 病床电梯
product_line-freight_lift = 载货电梯
product_line-home_lift = 家用电梯
product_line-escalator = 自动扶梯

import_file-csv = 工单
import_file-events = 事件

report_format-json = JSON
report_format-csv = CSV
search_kind-ticket = 工单
search_kind-unit = 设备
search_kind-customer = 客户
search_kind-contact = 联系人
search_kind-product = 产品型号
search_kind-organization = 组织
search_kind-user = 人员

view_sharing-own = 仅自己
view_sharing-team = 班组
view_sharing-house = 全公司

register-ticket = 工单
presence_state-looking = 正在查看
presence_state-editing = 正在填写
presence_state-gone = 已离开
