package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.lectern.shared.DatabaseFailure;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.web.tags.Functions;

/** Tells the reader of a page what was done and what is at fault: beside its field where there is one. */
@Named
@RequestScoped
public class Notices {

    /** Where a path goes into a row of a list, as in {@code holidays[2].title}. */
    private static final Pattern ROW = Pattern.compile("\\[(\\d+)\\]\\.");

    /**
     * Says what was done, on the page that follows.
     *
     * @param text a sentence
     */
    public void done(String text) {
        var faces = FacesContext.getCurrentInstance();
        faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, text, null));
        faces.getExternalContext().getFlash().setKeepMessages(true);
    }

    /**
     * Says something on the page as it is drawn now, and not on the one that follows.
     *
     * @param text a sentence
     */
    public void mention(String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, text, null));
    }

    /**
     * Says what cannot be done.
     *
     * @param text a sentence
     */
    public void fault(String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
    }

    /**
     * Says what is wrong with a field.
     *
     * @param field its id on the page, in a form that does not prepend its own
     * @param text a sentence
     */
    public void fault(String field, String text) {
        var faces = FacesContext.getCurrentInstance();
        // a field of a row has the id that the row gives it
        var id = ROW.matcher(field).replaceAll(":$1:");
        var found = faces.getViewRoot().invokeOnComponent(faces, id, (context, component) -> {
            if (component instanceof UIInput input) {
                input.setValid(false);
                // a row of a list shows nothing in a field at fault, unless it is told again what was typed
                var value = input.getValueExpression("value");
                if (value != null && value.getValue(context.getELContext()) instanceof String typed) {
                    input.setSubmittedValue(typed);
                }
            }
            context.addMessage(id, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
        });
        if (!found) {
            fault(text);
        }
    }

    /**
     * Says why something was refused.
     *
     * @param problem whose fields are ids on the page
     */
    public void refuse(Problem problem) {
        if (problem.errors().isEmpty() || problem.type() == ProblemType.STILL_IN_USE) {
            // what refers to something is said in one sentence, because it is no field of a form
            fault(problem.getMessage());
            return;
        }
        problem.errors().forEach(error -> fault(error.field(), error.message()));
    }

    /**
     * Says what is not valid, in the words of the bundle: {@code invalid.} and the name of the constraint, or
     * {@code invalid.} and the name of the field where that has words of its own.
     *
     * @param violations whose properties are ids on the page
     */
    public void refuse(Collection<? extends ConstraintViolation<?>> violations) {
        for (var violation : violations) {
            var constraint = violation.getConstraintDescriptor();
            var field = violation.getPropertyPath().toString();
            var own = "invalid." + field;
            fault(
                    field,
                    Functions.say(
                            Functions.has(own)
                                    ? own
                                    : "invalid."
                                            + constraint
                                                    .getAnnotation()
                                                    .annotationType()
                                                    .getSimpleName(),
                            Objects.requireNonNullElse(
                                    constraint.getAttributes().get("max"),
                                    constraint.getAttributes().getOrDefault("value", ""))));
        }
    }

    /**
     * Does something that may be refused, and says why when it is.
     *
     * @param work calls a service
     * @return whether it was done
     */
    public boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Problem problem) {
            refuse(problem);
        } catch (RuntimeException failure) {
            refuse(DatabaseFailure.problem(failure).orElseThrow(() -> failure));
        }
        return false;
    }

    /** Answers that there is no such page, because what its address names does not exist. */
    public void unknownPage() {
        Paths.unknown();
    }

    /** What is at fault beyond single fields. */
    public List<String> getFaults() {
        return global(FacesMessage.SEVERITY_ERROR);
    }

    /** What was done. */
    public List<String> getDone() {
        return global(FacesMessage.SEVERITY_INFO);
    }

    private static List<String> global(FacesMessage.Severity severity) {
        return FacesContext.getCurrentInstance().getMessageList(null).stream()
                .filter(message -> message.getSeverity().equals(severity))
                .map(FacesMessage::getSummary)
                .toList();
    }
}
