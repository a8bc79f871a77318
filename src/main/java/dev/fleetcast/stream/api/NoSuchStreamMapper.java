package dev.fleetcast.stream.api;

import dev.fleetcast.problem.ProblemType;
import dev.fleetcast.stream.spi.NoSuchStreamException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Maps calls for unknown streams to a 404 that says more than that of an unknown path. */
@Provider
public class NoSuchStreamMapper extends ExceptionMapperBase<NoSuchStreamException> {

    @Override
    protected HttpProblem toProblem(NoSuchStreamException unknown) {
        return HttpProblem.builder()
                .withType(ProblemType.NO_SUCH_STREAM.uri())
                .withStatus(Status.NOT_FOUND)
                .withTitle(Status.NOT_FOUND.getReasonPhrase())
                .withDetail(unknown.getMessage())
                .build();
    }
}
