package dev.fleetcast.registry.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Parses the body of a registry write as a tree, which {@link Forms} validates. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, AdminResource.MERGE_PATCH})
public class FormReader implements MessageBodyReader<RegistryForm> {

    private final Forms forms;

    FormReader(Forms forms) {
        this.forms = forms;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return RegistryForm.class.isAssignableFrom(type);
    }

    @Override
    public RegistryForm readFrom(
            Class<RegistryForm> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        Findings findings = new Findings();
        RegistryForm form = forms.read(forms.parse(body), type, findings).orElse(null);
        findings.throwIfAny();
        return form;
    }
}
