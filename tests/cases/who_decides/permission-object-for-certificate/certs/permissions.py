from flask_principal import Permission, RoleNeed

admin_permission = Permission(RoleNeed("admin"))


class CertificatePermission(Permission):
    def __init__(self, owner, roles):
        needs = [RoleNeed("admin"), RoleNeed(owner)]
        needs.extend(RoleNeed(role) for role in roles)
        super().__init__(*needs)
