package org.lectern.content;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.files.FileHead;

/**
 * A unit as its teachers see it.
 *
 * @param id the unit
 * @param sectionId whose content it is part of
 * @param title see {@link UnitFacts}
 * @param hidden see {@link UnitFacts}
 * @param visibleFrom see {@link UnitFacts}
 * @param visible whether students are shown it today
 * @param version counts edits; what the ETag says
 * @param materials what is in it, in order
 */
@Schema(name = "Unit")
public record CourseUnit(
        long id,
        long sectionId,
        String title,
        boolean hidden,
        LocalDate visibleFrom,
        boolean visible,
        int version,
        List<CourseMaterial> materials) {

    /**
     * A material as its teachers see it.
     *
     * @param id the material
     * @param unitId the unit in which it is
     * @param kind what it is
     * @param title see {@link MaterialFacts}
     * @param markdown the text of a TEXT as it was written; null for another kind
     * @param html the text of a TEXT, safe to show; null for another kind
     * @param url the address of a LINK; null for another kind
     * @param file the file of a FILE; null for another kind
     * @param hidden see {@link MaterialFacts}
     * @param visibleFrom see {@link MaterialFacts}
     * @param visible whether students are shown it today, as far as the unit is shown
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "Material")
    public record CourseMaterial(
            long id,
            long unitId,
            MaterialKind kind,
            String title,
            String markdown,
            String html,
            String url,
            FileHead file,
            boolean hidden,
            LocalDate visibleFrom,
            boolean visible,
            int version) {}
}
