package org.lectern.profile;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.notifications.NotificationTopic;
import org.lectern.people.Role;
import org.lectern.settings.ProfileField;

/**
 * Somebody as they see themselves.
 *
 * @param personId the person
 * @param name to call the person by
 * @param username to sign in with
 * @param roles what the person may do
 * @param email where mail arrives; null when none is known
 * @param phone a telephone number; null when none is known
 * @param language of the screens; null for what the browser asks for
 * @param hasPicture whether there is one at {@code /api/people/{id}/picture}
 * @param notifications what the person is told of, every topic once. A seat from a waitlist, the decision on an absence
 *     notice and a warning of one's own attendance are told whatever is chosen
 * @param changeable what the school lets the person change
 * @param version counts edits; what the ETag says
 */
public record Profile(
        long personId,
        String name,
        String username,
        List<Role> roles,
        String email,
        String phone,
        String language,
        boolean hasPicture,
        List<Notification> notifications,
        List<ProfileField> changeable,
        int version) {

    /**
     * A topic and whether the person is told of it.
     *
     * @param topic what
     * @param wanted whether
     */
    @Schema(name = "ProfileNotification")
    public record Notification(NotificationTopic topic, boolean wanted) {}
}
