people-name = Name
people-phone = Telephone
people-language = Language
people-organization = Organisation
people-organization-kind = Kind of organisation
people-roles = Roles
people-zone = Time zone
