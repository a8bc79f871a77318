package dev.fleetcast.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * The body limit for requests that do not say how long they are. Quarkus's own check answers without a body and then fails
 * loudly, so it is switched off for them and made here.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {

    private final long limit;

    private final CurrentVertxRequest current;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit, CurrentVertxRequest current) {
        this.limit = limit.asLongValue();
        this.current = current;
    }

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void takeOver(RoutingContext request) {
        request.remove(VertxInputStream.MAX_REQUEST_SIZE_KEY);
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new LimitedStream(context.getInputStream(), limit, this::closeAfterResponse));
        return context.proceed();
    }

    /** Else the client could go on sending what nobody reads. */
    private void closeAfterResponse() {
        LingeringClose.after(current.getCurrent());
    }
}
