from load.models import db


class ProfileService:
    def __init__(self, profile):
        self.profile = profile

    def update(self, user_settings):
        for name, value in user_settings.items():
            setattr(self.profile, name, value)  # found: mass-assignment
        db.session.commit()
