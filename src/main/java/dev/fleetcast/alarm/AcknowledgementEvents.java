package dev.fleetcast.alarm;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.stream.event.UnitNotice;
import dev.fleetcast.stream.spi.UnitNotices;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells the streams that follow a unit of acknowledged alarms. */
@ApplicationScoped
class AcknowledgementEvents {

    private static final Logger LOG = Logger.getLogger(AcknowledgementEvents.class);

    private final UnitNotices notices;
    private final ObjectMapper json;

    AcknowledgementEvents(UnitNotices notices, ObjectMapper json) {
        this.notices = notices;
        this.json = json;
    }

    @JsonPropertyOrder("type")
    private record Event(String type, @JsonUnwrapped Acknowledgement acknowledgement) {}

    /** Never blocks. While Kafka is away, no event is sent: clients read the list when they are connected again. */
    void tell(Acknowledgement acknowledged) {
        notices.send(new UnitNotice(acknowledged.unitId(), event(acknowledged)))
                .subscribe()
                .with(told -> {}, away -> LOG.debug("The streams are not told of an acknowledgement", away));
    }

    private String event(Acknowledgement acknowledged) {
        try {
            return json.writeValueAsString(new Event("alarm_acknowledged", acknowledged));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
