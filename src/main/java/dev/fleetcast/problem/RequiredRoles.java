package dev.fleetcast.problem;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** The roles that the resource of the current request asks for; a caller needs one of them. */
final class RequiredRoles {

    private RequiredRoles() {}

    /** Empty outside of a request, and for resources without roles. */
    static List<String> ofCurrentRequest() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (request == null || request.getTarget() == null) {
            return List.of();
        }
        ResourceInfo resource = request.getTarget().getLazyMethod();
        return Stream.<AnnotatedElement>of(
                        resource.getResourceMethod(),
                        resource.getResourceMethod().getDeclaringClass(),
                        resource.getResourceClass())
                .map(element -> element.getAnnotation(RolesAllowed.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(allowed -> List.of(allowed.value()))
                .orElse(List.of());
    }
}
