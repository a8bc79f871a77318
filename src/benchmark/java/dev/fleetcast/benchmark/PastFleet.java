package dev.fleetcast.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A fleet that has driven for a month, and sends all of it at once. Messages have some 700 bytes. */
final class PastFleet implements AutoCloseable {

    static final int UNITS = 1_000;
    static final int DAYS = 31;
    /** A unit with a message every ten seconds of {@link #day}. */
    static final int USUAL = 1;
    /** A unit with a message every second of it. */
    static final int DENSE = 2;

    private static final int SECONDS = 86_400;
    private static final int MINUTE = 60;
    private static final int USUAL_EVERY = 10;
    private static final double METERS_PER_SECOND = 10;
    /** On {@link #day}, both drive for 100 minutes, then stand for 20. */
    private static final int ROUND_SECONDS = 7_200;

    private static final int DRIVING_SECONDS = 6_000;
    /** All others drive twice a day for ten minutes, with a message a minute, and send four while they are parked. */
    private static final int[] WAYS = {8 * 3_600, 17 * 3_600};

    private static final int WAY_SECONDS = 600;

    private static final int[] PARKED = {1_800, 23_400, 45_000, 81_000};

    private final KafkaProducer<byte[], byte[]> producer;
    private long sent;

    PastFleet(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The last of the days: over for long enough to be packed. */
    static LocalDate day() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(4);
    }

    /** The number of messages of {@link #send}. */
    static long messages() {
        long ofUsualDay = WAYS.length * WAY_SECONDS / MINUTE + PARKED.length;
        return DAYS * (UNITS - DENSE) * ofUsualDay + SECONDS / USUAL_EVERY + SECONDS;
    }

    /** Sends everything, day by day; returns when the broker has it. */
    void send() {
        for (int back = DAYS - 1; back >= 0; back--) {
            Instant midnight =
                    day().minusDays(back).atStartOfDay(ZoneOffset.UTC).toInstant();
            for (int unit = DENSE + 1; unit <= UNITS; unit++) {
                sendUsualDay(unit, midnight);
            }
        }
        Instant midnight = day().atStartOfDay(ZoneOffset.UTC).toInstant();
        sendRounds(USUAL, midnight, USUAL_EVERY);
        sendRounds(DENSE, midnight, 1);
        producer.flush();
    }

    private void sendUsualDay(int unit, Instant midnight) {
        int next = 0;
        for (int parked : PARKED) {
            while (next < WAYS.length && WAYS[next] < parked) {
                sendWay(unit, midnight, WAYS[next]);
                next++;
            }
            send(unit, midnight.plusSeconds(parked), next * 5_400, 0);
        }
    }

    private void sendWay(int unit, Instant midnight, int begin) {
        int before = begin == WAYS[0] ? 0 : 5_400;
        for (int second = 0; second < WAY_SECONDS; second += MINUTE) {
            send(unit, midnight.plusSeconds(begin + second), before + METERS_PER_SECOND * second, 36);
        }
    }

    private void sendRounds(int unit, Instant midnight, int every) {
        double meters = 0;
        for (int second = 0; second < SECONDS; second += every) {
            boolean drives = second % ROUND_SECONDS < DRIVING_SECONDS;
            send(unit, midnight.plusSeconds(second), meters, drives ? 36 : 0);
            meters += drives ? METERS_PER_SECOND * every : 0;
        }
    }

    private void send(int unit, Instant at, double meters, int kmh) {
        sent++;
        producer.send(new ProducerRecord<>(
                Feed.TOPIC,
                String.valueOf(unit).getBytes(StandardCharsets.US_ASCII),
                json(at, meters, kmh).getBytes(StandardCharsets.UTF_8)));
    }

    /** Put together by hand: a format took as long as the recorder takes for the message. */
    private String json(Instant at, double meters, int kmh) {
        return "{\"message_ver\":1,\"message_type\":\"gps\",\"gateway\":\"gw1.fleet.example\",\"port\":5027,"
                + "\"transmission\":\"tcp\",\"timestamp\":\"" + at.plusSeconds(2)
                + "\",\"source\":\"device\",\"device\":{\"firm_ver\":\"V2.20\",\"type\":\"teltonika\","
                + "\"model\":\"fmb920\"},\"seq_no\":" + sent
                + ",\"valid\":true,\"network\":{\"ip\":\"10.0.3.7\",\"operator\":\"310410\",\"tech\":\"lte\"},"
                + "\"gsm\":[{\"mcc\":310,\"mnc\":410,\"lac\":7012,\"cid\":" + (20_000 + sent % 97)
                + ",\"signal_str\":71,\"signal_lvl\":4}],\"gps\":{\"timestamp\":\"" + at + "\",\"latitude\":"
                + Math.round((30 + meters / 111_195) * 1e6) / 1e6
                + ",\"longitude\":-97.74306,\"altitude\":149.3,\"speed\":" + kmh + ",\"heading\":" + sent % 360
                + ",\"satellites\":9,\"activity\":\"driving\",\"odometer\":" + Math.round(meters)
                + ",\"trip_odo\":12.71,\"gnss\":\"on\",\"hdop\":0.9,\"fix\":[\"fixed\",\"3d\"]},\"events\":[],"
                + "\"sensors\":[[\"ignition\",\"" + (kmh > 0 ? "on" : "off")
                + "\"],[\"ebat_volts\",27.9],[\"fuel_level\",61.5]],\"inputs\":\"10000000\",\"outputs\":\"00\"}";
    }

    @Override
    public void close() {
        producer.close();
    }
}
