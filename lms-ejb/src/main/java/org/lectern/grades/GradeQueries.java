package org.lectern.grades;

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.processing.HQL;

/** The reads of grades; whose they are is part of each. */
interface GradeQueries {

    EntityManager entityManager();

    /** The items that a student may see, with the grade where there is one; by section, then by due date. */
    @HQL("""
            select s.id, s.code, s.title, i.id, i.title, k.title, i.dueDate, i.maximum, g.points, g.textScore, g.status,
                g.late, g.feedback
            from GradeItem i join i.section s left join i.category k
            left join Grade g on g.item = i and g.studentId = :studentId
            where i.released = true and i.status = ACTIVE
                and (g.id is not null or exists (select 1 from Enrollment e
                    where e.section = s and e.studentId = :studentId and e.status in (ACTIVE, COMPLETED)))
            order by s.code, s.id, i.dueDate, i.title, i.id""")
    List<OwnItem> itemsOfStudent(long studentId);

    /** An item with the student's own grade. */
    record OwnItem(
            Long sectionId,
            String sectionCode,
            String sectionTitle,
            Long itemId,
            String title,
            String category,
            LocalDate dueDate,
            BigDecimal maximum,
            BigDecimal points,
            String textScore,
            GradeStatus status,
            Boolean late,
            String feedback) {}
}
