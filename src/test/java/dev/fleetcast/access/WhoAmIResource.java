package dev.fleetcast.access;

import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.request.RequestLogin;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** One endpoint per kind of protection. */
@Path("/test/who")
public class WhoAmIResource {

    private final CurrentViewer current;
    private final RequestLogin logins;

    WhoAmIResource(CurrentViewer current, RequestLogin logins) {
        this.current = current;
        this.logins = logins;
    }

    @GET
    @Authenticated
    public String name() {
        return current.viewer().username();
    }

    @GET
    @Path("clients")
    @Authenticated
    public String clients() {
        return current.viewer().clientIds().toString();
    }

    @POST
    @Authenticated
    public String write() {
        return current.viewer().username();
    }

    @GET
    @Path("admin")
    @RolesAllowed(Roles.ADMIN)
    public String admin() {
        return current.viewer().username();
    }

    @GET
    @Path("optional")
    public Uni<String> optional(RoutingContext request) {
        return logins.optional(request)
                .map(viewer -> viewer.map(Viewer::username).orElse("anonymous"));
    }

    @POST
    @Path("optional")
    public Uni<String> optionalWrite(RoutingContext request) {
        return optional(request);
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("a secret detail");
    }
}
