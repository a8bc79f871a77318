package dev.fleetcast.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

final class Messages {

    static final String EXAMPLE = """
            {"message_type":"gps","valid":true,"late":false,"device":{"imei":"359568052512345","name":"A 1"},
             "gps":{"timestamp":"2026-02-16T13:51:30+00:00","speed":42.50,"latitude":30.2,"altitude":null},
             "gsm":[{"signal_str":60,"cid":7},{"signal_str":9}],
             "events":[["ZONE:ENTER:1"],["HARSH:BRAKING",[["x",-0.45]]]],
             "sensors":[["ignition","on"],["fuel_level",61.5],["tyres",[2.1,2.2]]],
             "inputs":"10100000","obd_ii":{"mode_01":[[12,850],[13,42]]},"vehicle":null}""";

    private Messages() {}

    static ObjectNode example() {
        try {
            return (ObjectNode) new ObjectMapper().readTree(EXAMPLE);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
