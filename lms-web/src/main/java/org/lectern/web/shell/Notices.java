package org.lectern.web.shell;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import org.lectern.shared.Problem;
import org.lectern.web.tags.Functions;

/** Says to the reader of a page what happened. */
public final class Notices {

    private Notices() {}

    /**
     * Something was done; shown on the next page as well, when there is one.
     *
     * @param key of the text in the message bundle
     * @param parameter for {0}; an Object[] for several
     */
    public static void done(String key, Object parameter) {
        var context = FacesContext.getCurrentInstance();
        context.getExternalContext().getFlash().setKeepMessages(true);
        context.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, Functions.say(key, parameter), null));
    }

    /**
     * Something was refused: each field at fault says so itself, the rest is said above the form.
     *
     * @param problem what the domain says; its fields are found by their id on the page, which is the name of the field
     */
    public static void refused(Problem problem) {
        var context = FacesContext.getCurrentInstance();
        var said = false;
        for (var error : problem.errors()) {
            var name = error.field().substring(error.field().lastIndexOf('.') + 1);
            var found = context.getViewRoot().findComponent(name);
            if (found instanceof UIInput input) {
                input.setValid(false);
                context.addMessage(input.getClientId(context), refusal(error.message()));
                said = true;
            }
        }
        if (!said) {
            context.addMessage(null, refusal(problem.getMessage()));
        }
        context.validationFailed();
    }

    private static FacesMessage refusal(String text) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null);
    }
}
