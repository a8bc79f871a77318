package dev.fleetcast.device.token;

import dev.fleetcast.access.opaque.AccessTokens;
import dev.fleetcast.access.request.Callers;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Authenticates the callers of resources marked {@link DeviceApi}, before a stream's response begins. */
class CallerFilter {

    /** After the filter that reads the body. */
    private static final int WITH_BODY = 200_000;
    /** Sessions, which a page of another site might use, count only where their writes are checked. */
    private static final List<String> WITH_COOKIE = List.of("/api/", "/feed/");

    private final Callers callers;
    private final AccessTokens tokens;
    private final Visibility visibility;
    private final DeviceTokens deviceTokens;
    private final Devices devices;
    private final ShownToken shown;
    private final Knowledge knowledge;

    CallerFilter(
            Callers callers,
            AccessTokens tokens,
            Visibility visibility,
            DeviceTokens deviceTokens,
            Devices devices,
            ShownToken shown,
            Knowledge knowledge) {
        this.callers = callers;
        this.tokens = tokens;
        this.visibility = visibility;
        this.deviceTokens = deviceTokens;
        this.devices = devices;
        this.shown = shown;
        this.knowledge = knowledge;
    }

    @DeviceApi
    @ServerRequestFilter(nonBlocking = true)
    Uni<Response> byHeaderOrQuery(RoutingContext request) {
        Optional<String> token = shown.inHeader(request).or(() -> shown.inQuery(request));
        if (token.isPresent()) {
            return enter(request, caller(request, token.get()));
        }
        if (WITH_COOKIE.stream().anyMatch(request.normalizedPath()::startsWith)) {
            return enter(
                    request,
                    callers.of(request)
                            .map(caller -> caller.viewer()
                                    .map(viewer -> (DeviceCaller) new UserCaller(viewer, visibility))
                                    .orElseThrow(ShownToken::missing)));
        }
        if (!shown.mayBeInForm(request)) {
            return Uni.createFrom().failure(ShownToken.missing());
        }
        return Uni.createFrom().nullItem();
    }

    @DeviceApi
    @ServerRequestFilter(nonBlocking = true, priority = WITH_BODY)
    Uni<Response> byForm(RoutingContext request, ContainerRequestContext resource) throws IOException {
        if (DeviceCaller.of(request) != null) {
            return Uni.createFrom().nullItem();
        }
        byte[] body = resource.getEntityStream().readAllBytes();
        resource.setEntityStream(new ByteArrayInputStream(body));
        return shown.inForm(body)
                .map(token -> enter(request, caller(request, token)))
                .orElseGet(() -> Uni.createFrom().failure(ShownToken.missing()));
    }

    private Uni<Response> enter(RoutingContext request, Uni<DeviceCaller> caller) {
        return caller.invoke(known -> known.enter(request)).map(known -> null);
    }

    private Uni<DeviceCaller> caller(RoutingContext request, String token) {
        if (token.indexOf('.') < 0) {
            return known().chain(() -> tokens.find(token))
                    .map(found -> new TokenCaller(found.orElseThrow(ShownToken::bad), tokens));
        }
        return known().chain(() -> callers.showing(request, token)).map(caller -> {
            DeviceCaller found = caller.viewer()
                    .map(viewer -> (DeviceCaller) new UserCaller(viewer, visibility))
                    .orElseGet(() -> new OwnDevice(caller.device().orElseThrow(), deviceTokens, devices));
            if (!found.isLive()) {
                throw ShownToken.bad();
            }
            return found;
        });
    }

    private Uni<Void> known() {
        return knowledge.soon(View.REGISTRY, View.SESSIONS);
    }
}
