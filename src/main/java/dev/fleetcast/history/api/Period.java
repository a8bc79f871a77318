package dev.fleetcast.history.api;

import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** A period in a path. */
public class Period {

    static final String PATH = "period/from/{from}/time/{from_time}/to/{to}/time/{to_time}";

    @PathParam("from")
    @Parameter(description = "The first date.", example = "2026-02-16")
    String fromDate;

    @PathParam("from_time")
    @Parameter(description = "The time on the first date.", example = "13:51:30")
    String fromTime;

    @PathParam("to")
    @Parameter(description = "The last date.", example = "2026-02-17")
    String toDate;

    @PathParam("to_time")
    @Parameter(description = "The time on the last date; its whole second is included.", example = "13:51:30")
    String toTime;
}
