package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIViewParameter;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewMetadata;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The address of a page with what it is about, also when the browser shows another one because a form was sent. */
@Named
@RequestScoped
public class Address {

    /** Path and query within the console. */
    public String getOwn() {
        var faces = FacesContext.getCurrentInstance();
        var view = faces.getViewRoot();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (UIViewParameter parameter : ViewMetadata.getViewParameters(view)) {
            var value = parameter.getStringValueFromModel(faces);
            if (value != null && !value.isEmpty()) {
                parameters.put(parameter.getName(), value);
            }
        }
        var path = faces.getExternalContext().getRequestContextPath() + view.getViewId();
        return parameters.isEmpty()
                ? path
                : path + "?"
                        + parameters.entrySet().stream()
                                .map(each -> each.getKey() + "="
                                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"));
    }
}
