package dev.fleetcast.knowledge;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds calls back until the views they need are loaded; see {@link Needs}. */
class NeedsFilter {

    private final Knowledge knowledge;

    NeedsFilter(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Needs
    @ServerRequestFilter(nonBlocking = true)
    Uni<Response> await(ResourceInfo resource) {
        Needs ofMethod = resource.getResourceMethod().getAnnotation(Needs.class);
        Needs needs = ofMethod == null ? resource.getResourceClass().getAnnotation(Needs.class) : ofMethod;
        return knowledge.soon(needs.value()).map(known -> null);
    }
}
