package dev.fleetcast.channel.log;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The content of an event as published. All fields may be null, but not both data and comment. Its JSON form is the
 * value of the event's Kafka record.
 *
 * @param device the publisher's own label
 * @param id the publisher's id of the event, unique within the channel's retention
 * @param event the SSE event name
 * @param data any text; each of its lines becomes a {@code data:} line. Null for a comment only, which browsers do not
 *     report as an event
 * @param retry the SSE reconnection time in milliseconds
 * @param comment an SSE comment, one line
 * @param receipt set when receipts are required
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventContent(
        String device, String id, String event, String data, Long retry, String comment, ReceiptRule receipt) {

    /** The length of the data; 0 without data. */
    int dataLength() {
        return data == null ? 0 : data.length();
    }

    /** Creates content with data only. */
    public static EventContent of(String data) {
        return new EventContent(null, null, null, data, null, null, null);
    }
}
