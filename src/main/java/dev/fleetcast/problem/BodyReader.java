package dev.fleetcast.problem;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.threading.EventLoopConfined;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Reads the body of one request. */
@EventLoopConfined
final class BodyReader {

    private static final Logger LOG = Logger.getLogger(BodyReader.class);
    private static final Duration COME_BACK = Duration.ofSeconds(2);
    private static final String EXPECTED = "100-continue";

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final long maxBytes;
    private final Duration timeout;
    private final MemoryBudget budget;
    private final MemoryHolder sender;
    private Buffer body = Buffer.buffer();
    private long reserved;
    private boolean over;
    private long timer;

    /**
     * @param maxBytes maximum size of the body
     * @param timeout how long the client may take to send it
     * @param budget reserves its bytes until the request has been answered
     */
    BodyReader(RoutingContext context, long maxBytes, Duration timeout, MemoryBudget budget, MemoryHolder sender) {
        this.context = context;
        this.request = context.request();
        this.maxBytes = maxBytes;
        this.timeout = timeout;
        this.budget = budget;
        this.sender = sender;
    }

    /** The whole body; fails with a problem if the client does not send it. */
    Uni<byte[]> read() {
        return Uni.createFrom().<byte[]>emitter(this::begin);
    }

    private void begin(UniEmitter<? super byte[]> emitter) {
        context.addEndHandler(answered -> {
            refuse(emitter, gone());
            budget.release(sender, reserved);
            reserved = 0;
        });
        timer = context.vertx().setTimer(timeout.toMillis(), elapsed -> {
            LingeringClose.after(context);
            refuse(emitter, HttpProblem.valueOf(Status.REQUEST_TIMEOUT, "The body did not arrive in time."));
        });
        request.handler(piece -> add(piece, emitter));
        request.endHandler(complete -> {
            if (!over) {
                end();
                emitter.complete(body.getBytes());
                body = null;
            }
        });
        request.exceptionHandler(failure -> {
            LOG.debugf("A client disconnected while sending a body: %s", failure.getMessage());
            refuse(emitter, gone());
        });
        if (EXPECTED.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void add(Buffer piece, UniEmitter<? super byte[]> emitter) {
        if (over) {
            return;
        }
        if (body.length() + piece.length() > maxBytes) {
            LingeringClose.after(context);
            refuse(emitter, new BodyTooLargeException());
        } else if (!budget.tryReserve(sender, piece.length())) {
            LingeringClose.after(context);
            refuse(emitter, Problems.tooMany("The memory budget for bodies is used up. Try again.", COME_BACK));
        } else {
            reserved += piece.length();
            body.appendBuffer(piece);
        }
    }

    private void refuse(UniEmitter<? super byte[]> emitter, Throwable failure) {
        if (!over) {
            end();
            body = null;
            emitter.fail(failure);
        }
    }

    private void end() {
        over = true;
        context.vertx().cancelTimer(timer);
    }

    /** Only for the log: the client has disconnected. */
    private static HttpProblem gone() {
        return HttpProblem.valueOf(Status.BAD_REQUEST, "The body is incomplete.");
    }

    /** A body exceeded the size limit while being read. */
    static class BodyTooLargeException extends IOException {}
}
