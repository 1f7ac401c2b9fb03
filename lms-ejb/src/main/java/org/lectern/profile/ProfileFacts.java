package org.lectern.profile;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.notifications.NotificationTopic;

/**
 * What people say of themselves. What the school keeps has to stay as it is.
 *
 * @param email where mail arrives; null for none
 * @param phone a telephone number; null for none
 * @param language of the screens, an IETF tag such as {@code ar}; null for what the browser asks for
 * @param notifications what to be told of; topics that are left out stay as they are
 */
public record ProfileFacts(
        @Email @Size(max = 254) String email,
        @Size(max = 50) String phone,

        @Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", message = "A language is a tag such as en or pt-BR.")
        String language,

        @NotNull @Size(max = 20) List<@NotNull @Valid Choice> notifications) {

    /**
     * A topic and whether to be told of it.
     *
     * @param topic what
     * @param wanted whether
     */
    @Schema(name = "NotificationChoice")
    public record Choice(
            @NotNull NotificationTopic topic, @NotNull Boolean wanted) {}

    /** Tidies what was typed. */
    public ProfileFacts {
        email = tidy(email);
        phone = tidy(phone);
        language = tidy(language);
    }

    private static String tidy(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
