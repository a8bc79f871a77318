package dev.fleetcast.tracing;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads trace headers of a Kafka record. */
enum TraceHeaders implements TextMapGetter<Headers> {
    OF_RECORDS;

    /** More than a {@code traceparent} needs, and the length that {@code tracestate} must support. */
    private static final int LONGEST = 512;

    @Override
    public Iterable<String> keys(Headers headers) {
        List<String> keys = new ArrayList<>();
        headers.forEach(header -> keys.add(header.key()));
        return keys;
    }

    @Override
    public String get(Headers headers, String key) {
        Header header = headers == null ? null : headers.lastHeader(key);
        return header == null || header.value() == null || header.value().length > LONGEST
                ? null
                : new String(header.value(), StandardCharsets.ISO_8859_1);
    }
}
