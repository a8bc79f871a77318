package dev.fleetcast.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Generates messages of every kind, from usual ones to those of broken senders. Deterministic for a seed. */
final class RandomMessages {

    private static final String TIME = "\"2026-02-16T13:51:30Z\"";
    private static final List<String> TOP = List.of(
            "message_ver:1",
            "message_type:\"gps\"",
            "message_type:\"status\"",
            "message_type:\"event\"",
            "port:5027",
            "timestamp:" + TIME,
            "seq_no:15",
            "valid:true",
            "valid:false",
            "valid:null",
            "gateway:\"gw\"",
            "source:\"device\"",
            "source:{\"key\":1}",
            "network:{\"ip\":\"10.0.0.1\"}",
            "gsm:[{\"mcc\":310}]",
            "events:[]",
            "events:[[\"SPEEDING:START\",[[\"value\",62]]]]",
            "sensors:[[\"ignition\",\"on\"]]",
            "inputs:\"10\"",
            "x_vendor:27.90",
            "specversion:\"1.0\"",
            "data:{\"message_type\":\"gps\"}",
            "µ:\"👍\"");
    private static final List<String> DEVICE = List.of(
            "identifier:\"imei\"", "imei:\"359568052512345\"", "serial_no:null", "type:\"x\"", "id:7", "y:[{}]");
    private static final List<String> GPS = List.of(
            "timestamp:" + TIME,
            "timestamp:\"2026-02-16T13:51:30.5+02:00\"",
            "altitude:149.0",
            "speed:42.5",
            "satellites:9",
            "activity:\"driving\"",
            "odometer:120345",
            "hdop:0.9",
            "fix:[\"fixed\"]",
            "gnss:\"on\"");
    private static final List<String> VALUES = List.of(
            "0",
            "1",
            "-1",
            "1.0",
            "-0.0",
            "01",
            "1.",
            ".5",
            "+1",
            "--1",
            "1E2",
            "1e400",
            "1E-1000000",
            "1E99999999999",
            "89.999999999999",
            "89.99999999999999999999",
            "90",
            "90.0",
            "-90.000000001",
            "91",
            "179.9",
            "180",
            "-181",
            "123456789012345678",
            "1234567890123456789",
            "9".repeat(400),
            "0." + "1".repeat(1_100),
            "NaN",
            "-Infinity",
            "true",
            "false",
            "null",
            "tru",
            "{}",
            "[]",
            "[[[1E2]]]",
            "{\"a\":{\"a\":1,\"a\":2}}",
            "[1,]",
            "[".repeat(1_001),
            "\"\"",
            "\"gps\"",
            "\"g\\u0070s\"",
            "\"GPS\"",
            "\"bye\"",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"\n\"",
            "\"é👍\\u2028\"",
            TIME,
            "\"2026-02-30T13:51:30Z\"",
            "\"2026-02-16T13:51Z\"",
            "\"2026-02-16T13:51:30+0000\"",
            "\"yesterday\"");
    /**
     * Overlong forms, surrogates in three bytes each, code points beyond the last, truncated sequences, and bytes that
     * are never UTF-8.
     */
    private static final List<String> ILL_FORMED = List.of(
            "c080",
            "c1bf",
            "e08080",
            "e08280",
            "f0808080",
            "f08282ac",
            "eda0bd",
            "edb898",
            "eda0bdedb898",
            "f4908080",
            "f8888080",
            "c2",
            "e282",
            "f09f98",
            "80",
            "fe",
            "ff");

    private static final List<String> ESCAPES = List.of(
            "\\ud83d", "\\uDE00", "\\ud83d\\ude00", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00", "\\\\ud83d", "\\u0000");
    private static final String PIECES = "{}[]\",:\\0159.eE-+TZn \n\u00e9\u0000";

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    /** Returns a normal message, one with unusual values, or one with corrupted bytes. */
    byte[] next() {
        int strangeness = random.nextInt(3);
        byte[] message = object(topFields(), strangeness).getBytes(StandardCharsets.UTF_8);
        for (int wounds = strangeness == 2 ? 1 + random.nextInt(3) : 0; wounds > 0; wounds--) {
            message = wounded(message);
        }
        return message;
    }

    private List<String> topFields() {
        List<String> fields = some(TOP);
        if (!one(10)) {
            fields.removeIf(field -> field.startsWith("message_type"));
            fields.add(one(4) ? "message_type:\"history\"" : "message_type:\"gps\"");
        }
        fields.add("device:" + object(some(DEVICE), random.nextInt(40) / 39));
        if (!one(10)) {
            List<String> gps = some(GPS);
            if (!one(5)) {
                gps.add("latitude:" + (random.nextInt(1_900_000) - 950_000) / 10_000.0);
                gps.add("longitude:" + (random.nextInt(3_800_000) - 1_900_000) / 10_000.0);
            }
            if (one(15)) {
                gps.add("timestamp:null");
            }
            fields.add("gps:" + object(gps, random.nextInt(40) / 39));
            if (one(30)) {
                fields.add("gps:{}");
            }
        }
        Collections.shuffle(fields, random);
        return fields;
    }

    /** About half of the fields, mostly with unique names. */
    private List<String> some(List<String> fields) {
        List<String> some = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String field : fields) {
            String name = field.substring(0, field.indexOf(':'));
            if (random.nextBoolean() && (!names.contains(name) || one(20))) {
                some.add(field);
                names.add(name);
            }
        }
        return some;
    }

    private String object(List<String> fields, int strangeness) {
        StringBuilder json = new StringBuilder("{");
        for (String field : fields) {
            int colon = field.indexOf(':');
            boolean strange = strangeness > 0 && one(12);
            String value = strange ? any(VALUES) : field.substring(colon + 1);
            json.append(json.length() == 1 ? "" : ",")
                    .append('"')
                    .append(field, 0, colon)
                    .append("\":");
            json.append(one(30) ? " " : "").append(value);
        }
        return json.append('}').toString();
    }

    private byte[] wounded(byte[] message) {
        int at = random.nextInt(message.length + 1);
        int until = Math.min(message.length, at + random.nextInt(4));
        byte[] piece =
                String.valueOf(PIECES.charAt(random.nextInt(PIECES.length()))).getBytes(StandardCharsets.UTF_8);
        byte[] any = {(byte) random.nextInt(256)};
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(message, at);
            case 1 -> spliced(message, at, until, new byte[0]);
            case 2 -> spliced(message, at, Math.min(message.length, at + 1), any);
            case 3 -> spliced(message, at, at, Arrays.copyOfRange(message, at, until));
            case 4 -> spliced(message, message.length, message.length, one(2) ? piece : message);
            case 5 -> inText(message, HexFormat.of().parseHex(any(ILL_FORMED)));
            case 6 -> inText(message, any(ESCAPES).getBytes(StandardCharsets.UTF_8));
            default -> spliced(message, at, at, piece);
        };
    }

    /** Inserts after a quotation mark, usually the first one of a name or a text. */
    private byte[] inText(byte[] message, byte[] piece) {
        int at = random.nextInt(message.length + 1);
        while (at < message.length && (at == 0 || message[at - 1] != '"')) {
            at++;
        }
        return spliced(message, at, at, piece);
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] spliced(byte[] message, int from, int until, byte[] piece) {
        byte[] spliced = new byte[from + piece.length + message.length - until];
        System.arraycopy(message, 0, spliced, 0, from);
        System.arraycopy(piece, 0, spliced, from, piece.length);
        System.arraycopy(message, until, spliced, from + piece.length, message.length - until);
        return spliced;
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }
}
