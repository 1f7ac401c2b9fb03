package org.lectern.content;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.content.CourseUnit.CourseMaterial;
import org.lectern.courses.SectionAccess;
import org.lectern.files.FileHead;
import org.lectern.files.FileKeeping;
import org.lectern.settings.Settings;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Outbox;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** What teachers put up for their sections, and what students are shown of it. */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class ContentService {

    private static final String UNITS = """
            select id, section_id, title, hidden, visible_from, version from unit
            where section_id = ? order by position, id""";

    private static final String MATERIALS = """
            select m.id, m.unit_id, m.kind, m.title, m.markdown, m.url, m.hidden, m.visible_from, m.version,
                   f.id, f.name, f.content_type, f.size, f.sha256
            from material m join unit u on u.id = m.unit_id left join stored_file f on f.id = m.file_id
            where u.section_id = ? order by m.position, m.id""";

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private SectionAccess sections;

    @Inject
    private FileKeeping files;

    @Inject
    private AuditTrail audit;

    @Inject
    private Outbox outbox;

    @Inject
    private Settings settings;

    /**
     * All that a section has, in order.
     *
     * @param sectionId a section that the caller teaches; administrators may read every one
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    public Page<CourseUnit> units(long sectionId) {
        sections.requireStaff(sectionId);
        return Page.whole(read(sectionId));
    }

    private List<CourseUnit> read(long sectionId) {
        var today = settings.today();
        Map<Long, List<CourseMaterial>> materials = new HashMap<>();
        statements
                .list(MATERIALS, row -> material(row, today), sectionId)
                .forEach(material -> materials
                        .computeIfAbsent(material.unitId(), id -> new ArrayList<>())
                        .add(material));
        return statements.list(UNITS, row -> unit(row, today, materials), sectionId);
    }

    private static CourseUnit unit(ResultSet row, LocalDate today, Map<Long, List<CourseMaterial>> materials)
            throws SQLException {
        boolean hidden = row.getBoolean(4);
        var from = row.getObject(5, LocalDate.class);
        return new CourseUnit(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                hidden,
                from,
                Visibility.on(today, hidden, from),
                row.getInt(6),
                materials.getOrDefault(row.getLong(1), List.of()));
    }

    private static CourseMaterial material(ResultSet row, LocalDate today) throws SQLException {
        boolean hidden = row.getBoolean(7);
        var from = row.getObject(8, LocalDate.class);
        var markdown = row.getString(5);
        return new CourseMaterial(
                row.getLong(1),
                row.getLong(2),
                MaterialKind.valueOf(row.getString(3)),
                row.getString(4),
                markdown,
                Markdown.html(markdown),
                row.getString(6),
                row.getObject(10) == null
                        ? null
                        : new FileHead(
                                row.getLong(10),
                                row.getString(11),
                                row.getString(12),
                                row.getLong(13),
                                row.getString(14)),
                hidden,
                from,
                Visibility.on(today, hidden, from),
                row.getInt(9));
    }

    /**
     * Adds a unit at the end.
     *
     * @param sectionId a section of the caller's
     * @param facts what it is
     * @param key makes a repeated request harmless; null without one
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    @Idempotent
    public CourseUnit createUnit(long sectionId, @NotNull @Valid UnitFacts facts, IdempotencyKey key) {
        sections.requireStaff(sectionId);
        var unit = new Unit(sectionId, next("select max(position) from unit where section_id = ?", sectionId), facts);
        entityManager.persist(unit);
        entityManager.flush();
        audit.record("unit created", "unit", unit.id(), null, null, unit.facts());
        changed(sectionId);
        return unit(unit);
    }

    private int next(String sql, long id) {
        return statements.find(sql, row -> row.getInt(1) + 1, id).orElseThrow();
    }

    private void changed(long sectionId) {
        outbox.add("materials", sectionId, null, Map.of("sectionId", sectionId));
    }

    /**
     * Replaces what is said of a unit.
     *
     * @param id a unit of a section of the caller's
     * @param expected the version that the caller has seen
     * @param facts what it is now
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION
     */
    public CourseUnit changeUnit(long id, ExpectedVersion expected, @NotNull @Valid UnitFacts facts) {
        var unit = lockedUnit(id);
        ExpectedVersion.require(expected, unit.version());
        var before = unit.facts();
        if (!before.equals(facts)) {
            unit.change(facts);
            entityManager.flush();
            audit.record("unit changed", "unit", id, null, before, facts);
            changed(unit.sectionId());
        }
        return unit(unit);
    }

    private CourseUnit unit(Unit unit) {
        return read(unit.sectionId()).stream()
                .filter(each -> each.id() == unit.id())
                .findFirst()
                .orElseThrow();
    }

    private Unit lockedUnit(long id) {
        var unit = entityManager.find(Unit.class, id, LockModeType.PESSIMISTIC_WRITE);
        return ofMine(unit, unit == null ? 0 : unit.sectionId(), "unit", id);
    }

    /** What is somebody else's is not there. */
    private <T> T ofMine(T thing, long sectionId, String what, long id) {
        if (thing == null) {
            throw Problem.notFound(what, id);
        }
        if (!sections.isStaff(sectionId)) {
            throw Problem.notFound(what, id);
        }
        return thing;
    }

    /**
     * Deletes a unit that is empty.
     *
     * @param id a unit of a section of the caller's
     * @param expected the version that the caller has seen
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED, STALE_VERSION, or STILL_IN_USE when there is something in it
     */
    public void deleteUnit(long id, ExpectedVersion expected) {
        var unit = lockedUnit(id);
        ExpectedVersion.require(expected, unit.version());
        long materials = statements
                .find("select count(*) from material where unit_id = ?", row -> row.getLong(1), id)
                .orElseThrow();
        if (materials > 0) {
            throw new Problem(
                    ProblemType.STILL_IN_USE,
                    "There " + (materials == 1 ? "is 1 material" : "are " + materials + " materials")
                            + " in it. Move or delete them first.");
        }
        entityManager.remove(unit);
        entityManager.flush();
        audit.record("unit deleted", "unit", id, null, unit.facts(), null);
        changed(unit.sectionId());
    }

    /**
     * One material.
     *
     * @param id a material in a section of the caller's
     * @throws Problem of type NOT_FOUND when there is none
     */
    public CourseMaterial material(long id) {
        var material = entityManager.find(Material.class, id);
        if (material == null) {
            throw Problem.notFound("material", id);
        }
        var unit = entityManager.find(Unit.class, material.unitId());
        return view(ofMine(material, unit.sectionId(), "material", id), unit.sectionId());
    }

    private CourseMaterial view(Material material, long sectionId) {
        return read(sectionId).stream()
                .flatMap(unit -> unit.materials().stream())
                .filter(each -> each.id() == material.id())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Adds a material at the end of a unit.
     *
     * @param unitId a unit of a section of the caller's
     * @param facts what it is
     * @param key makes a repeated request harmless; null without one
     * @throws Problem of type NOT_FOUND, or VALIDATION when the kind does not have what it needs
     */
    @Idempotent
    public CourseMaterial createMaterial(long unitId, @NotNull @Valid MaterialFacts facts, IdempotencyKey key) {
        var unit = lockedUnit(unitId);
        var material =
                new Material(unitId, next("select max(position) from material where unit_id = ?", unitId), facts);
        requireFile(facts, unit.sectionId());
        entityManager.persist(material);
        entityManager.flush();
        audit.record("material created", "material", material.id(), null, null, material.facts());
        changed(unit.sectionId());
        return view(material, unit.sectionId());
    }

    private void requireFile(MaterialFacts facts, long sectionId) {
        if (facts.fileId() != null) {
            files.requireUsable(List.of(facts.fileId()), sectionId, "fileId");
        }
    }

    /**
     * Replaces what is said of a material.
     *
     * @param id a material in a section of the caller's
     * @param expected the version that the caller has seen
     * @param facts what it is now
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED, STALE_VERSION, or VALIDATION when the kind does not have
     *     what it needs
     */
    public CourseMaterial changeMaterial(long id, ExpectedVersion expected, @NotNull @Valid MaterialFacts facts) {
        var material = lockedMaterial(id);
        var sectionId = entityManager.find(Unit.class, material.unitId()).sectionId();
        ExpectedVersion.require(expected, material.version());
        var before = material.facts();
        if (!before.equals(facts)) {
            requireFile(facts, sectionId);
            material.change(facts);
            entityManager.flush();
            audit.record("material changed", "material", id, null, before, facts);
            changed(sectionId);
        }
        return view(material, sectionId);
    }

    private Material lockedMaterial(long id) {
        var material = entityManager.find(Material.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (material == null) {
            throw Problem.notFound("material", id);
        }
        return ofMine(
                material, entityManager.find(Unit.class, material.unitId()).sectionId(), "material", id);
    }

    /**
     * Deletes a material. Its file, when nothing else refers to it, is swept after a day.
     *
     * @param id a material in a section of the caller's
     * @param expected the version that the caller has seen
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION
     */
    public void deleteMaterial(long id, ExpectedVersion expected) {
        var material = lockedMaterial(id);
        ExpectedVersion.require(expected, material.version());
        entityManager.remove(material);
        entityManager.flush();
        audit.record("material deleted", "material", id, null, material.facts(), null);
        changed(entityManager.find(Unit.class, material.unitId()).sectionId());
    }

    /**
     * Puts all units and materials of a section in order, with two statements however many there are.
     *
     * @param sectionId a section of the caller's
     * @param order every unit and material once
     * @return all that the section has, in the new order
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, CONFLICT when the units and materials are
     *     not exactly those that there are: somebody may have added or deleted one
     */
    public Page<CourseUnit> arrange(long sectionId, @NotNull @Valid ContentOrder order) {
        sections.requireStaff(sectionId);
        statements.list("select id from unit where section_id = ? order by id for update", row -> "", sectionId);
        var before = order(read(sectionId));
        requireSame(before, order);
        if (!before.equals(order)) {
            var units = order.units().stream().map(ContentOrder.UnitOrder::id).toArray();
            List<Object> ids = new ArrayList<>();
            List<Object> owners = new ArrayList<>();
            for (var unit : order.units()) {
                for (var material : unit.materialIds()) {
                    ids.add(material);
                    owners.add(unit.id());
                }
            }
            statements.update("""
                    update unit set position = o.place from unnest(?) with ordinality o (id, place)
                    where unit.id = o.id""", new Statements.Array("bigint", units));
            statements.update(
                    """
                    update material set unit_id = o.unit_id, position = o.place
                    from unnest(?, ?) with ordinality o (id, unit_id, place) where material.id = o.id""",
                    new Statements.Array("bigint", ids.toArray()),
                    new Statements.Array("bigint", owners.toArray()));
            audit.record("content arranged", "section", sectionId, null, before, order);
            changed(sectionId);
        }
        return Page.whole(read(sectionId));
    }

    private static ContentOrder order(List<CourseUnit> units) {
        return new ContentOrder(units.stream()
                .map(unit -> new ContentOrder.UnitOrder(
                        unit.id(),
                        unit.materials().stream().map(CourseMaterial::id).toList()))
                .toList());
    }

    private static void requireSame(ContentOrder before, ContentOrder order) {
        if (!sorted(units(before)).equals(sorted(units(order)))
                || !sorted(materials(before)).equals(sorted(materials(order)))) {
            throw Problem.ofField(
                    ProblemType.CONFLICT,
                    "units",
                    "These are not the units and materials that the section has now. Read them again.");
        }
    }

    private static List<Long> units(ContentOrder order) {
        return order.units().stream().map(ContentOrder.UnitOrder::id).toList();
    }

    private static List<Long> materials(ContentOrder order) {
        return order.units().stream()
                .flatMap(unit -> unit.materialIds().stream())
                .toList();
    }

    private static List<Long> sorted(List<Long> ids) {
        return ids.stream().sorted().toList();
    }

    /**
     * What students are shown today, in order.
     *
     * @param sectionId a section on whose roster the caller is or was
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    @RolesAllowed(Roles.STUDENT)
    public Page<ShownUnit> shown(long sectionId) {
        sections.requireStudent(sectionId);
        return Page.whole(read(sectionId).stream()
                .filter(CourseUnit::visible)
                .map(unit -> new ShownUnit(
                        unit.id(),
                        unit.title(),
                        unit.materials().stream()
                                .filter(CourseMaterial::visible)
                                .map(material -> new ShownUnit.ShownMaterial(
                                        material.id(),
                                        material.kind(),
                                        material.title(),
                                        material.html(),
                                        material.url(),
                                        material.file()))
                                .toList()))
                .toList());
    }
}
