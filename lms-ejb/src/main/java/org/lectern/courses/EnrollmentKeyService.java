package org.lectern.courses;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;

/** The keys that teachers give out to those who may enrol. Nobody can read one, so that a forgotten one is set anew. */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class EnrollmentKeyService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private SectionAccess access;

    @Inject
    private AuditTrail audit;

    /**
     * A key for a section.
     *
     * @param key what students have to know from now on
     */
    @Schema(name = "NewEnrollmentKey")
    public record NewKey(@NotBlank @Size(max = 100) String key) {}

    /**
     * Gives a section that the caller teaches another key. Who is in it stays.
     *
     * @param sectionId the section
     * @param entry the key
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, CONFLICT when nobody enrols by key there
     */
    public void change(long sectionId, @NotNull @Valid NewKey entry) {
        access.requireStaff(sectionId);
        entityManager
                .find(Section.class, sectionId, LockModeType.PESSIMISTIC_WRITE)
                .changeKey(entry.key());
        entityManager.flush();
        audit.record("enrolment key changed", "section", sectionId, null, null, null);
    }
}
