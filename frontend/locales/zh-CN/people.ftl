people-name = 姓名
people-phone = 电话
people-language = 语言
people-organization = 所属组织
people-organization-kind = 组织类型
people-roles = 角色
people-zone = 时区
