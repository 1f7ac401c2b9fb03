package org.lectern.web.settings;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lectern.school.SchoolSettings;
import org.lectern.school.SettingsService;
import org.lectern.settings.ClashPolicy;
import org.lectern.settings.ProfileField;
import org.lectern.shared.ExpectedVersion;
import org.lectern.web.shell.EditBean;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.When;
import org.lectern.web.tags.Functions;

/** All settings of the school on one page, {@code /admin/settings/index.xhtml}. */
@Named
@ViewScoped
public class EditSettingsBean extends EditBean<SchoolSettings> {

    private static final long serialVersionUID = 1L;

    /** There is one set of settings; any number tells that it is not a new one. */
    private static final long THE_ONE = 1;

    private static final String RATE = "attendanceWarningRate";
    private static final String FIELDS = "profileFields";

    @Inject
    private SettingsService settingsService;

    @Inject
    private Notices notices;

    @Inject
    private When when;

    private Map<String, Object> standard;

    /** The settings as they are. */
    public EditSettingsBean() {
        super(SchoolSettings.class, "settings");
        setId(THE_ONE);
    }

    @Override
    public void read() {
        super.read();
        standard = shown(settingsService.defaults());
    }

    @Override
    protected Record get(long key) {
        return settingsService.get();
    }

    @Override
    protected long create(SchoolSettings typed) {
        throw new UnsupportedOperationException("There is one set of settings");
    }

    @Override
    protected void update(long key, ExpectedVersion expected, SchoolSettings typed) {
        settingsService.update(expected, typed);
    }

    @Override
    protected Long auditedId() {
        return null;
    }

    @Override
    protected String nameOf(Record one) {
        return Functions.say("settings.name", null);
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/settings/index.xhtml";
    }

    @Override
    protected String said(Record saved) {
        return Functions.say("settings.saved", null);
    }

    @Override
    protected String words(String field, Object value) {
        if (value == null) {
            return Functions.say("settings.noDay", null);
        }
        return switch (field) {
            case RATE -> percent(value.toString()) + "%";
            case "editWindowHours" -> value + " " + Functions.say("settings.hours", null);
            case "fileMaxMegabytes", "fileQuotaMegabytesPerSection" -> value + " MB";
            case "weekStart" -> dayName(DayOfWeek.valueOf(value.toString()));
            case "weekCycleStart" -> when.date(LocalDate.parse(value.toString()));
            case FIELDS ->
                ((List<?>) value).isEmpty()
                        ? Functions.say("person.nothing", null)
                        : ((List<?>) value)
                                .stream()
                                        .map(each -> Functions.say("settings.profile." + each, null))
                                        .collect(Collectors.joining(", "));
            default -> super.words(field, value);
        };
    }

    /** Whether the form shows what holds where the school sets nothing. */
    public boolean isStandard(String field) {
        return Objects.equals(getTyped().get(field), standard.get(field));
    }

    /** What holds where the school sets nothing, in words. */
    public String standard(String field) {
        return words(field, standard.get(field));
    }

    /** Puts what holds where the school sets nothing into the form; it is saved with the rest. */
    public void restore(String field) {
        var value = standard.get(field);
        getTyped().put(field, value instanceof List<?> several ? new ArrayList<Object>(several) : value);
        notices.mention(Functions.say(
                "settings.restored", new Object[] {Functions.say("settings." + field, null), standard(field)}));
    }

    /** The rate as a percentage, as people say it; what is no number stays as it was typed. */
    public String getWarningPercent() {
        return percent((String) getTyped().get(RATE));
    }

    private static String percent(String share) {
        try {
            return share == null
                    ? null
                    : new BigDecimal(share)
                            .movePointRight(2)
                            .stripTrailingZeros()
                            .toPlainString();
        } catch (NumberFormatException e) {
            return share;
        }
    }

    /** Takes the rate as a percentage. */
    public void setWarningPercent(String percent) {
        try {
            getTyped()
                    .put(
                            RATE,
                            percent == null
                                    ? null
                                    : new BigDecimal(percent.strip().replace(',', '.'))
                                            .movePointLeft(2)
                                            .stripTrailingZeros()
                                            .toPlainString());
        } catch (NumberFormatException e) {
            getTyped().put(RATE, percent);
        }
    }

    /** What people may change of their own profile. */
    public String[] getProfileFields() {
        return ((List<?>) getTyped().get(FIELDS)).stream().map(Object::toString).toArray(String[]::new);
    }

    /** Takes what people may change of their own profile. */
    public void setProfileFields(String[] fields) {
        getTyped()
                .put(
                        FIELDS,
                        Arrays.stream(fields)
                                .sorted(Comparator.comparing(ProfileField::valueOf))
                                .collect(Collectors.toCollection(ArrayList::new)));
    }

    /** What can be given to people to change. */
    public ProfileField[] getAllProfileFields() {
        return ProfileField.values();
    }

    /** What can happen to those whose lessons would clash. */
    public ClashPolicy[] getClashPolicies() {
        return ClashPolicy.values();
    }

    /** The days of the week. */
    public DayOfWeek[] getDays() {
        return DayOfWeek.values();
    }

    /** A day of the week as the reader calls it. */
    public String dayName(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, Functions.locale());
    }

    /** Names of the zones of places, to choose from. */
    public List<String> getZones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                .sorted()
                .toList();
    }
}
