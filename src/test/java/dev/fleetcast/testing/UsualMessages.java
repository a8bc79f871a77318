package dev.fleetcast.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Creates messages like those of a bus on its route, some 700 bytes each, for measurements. */
public final class UsualMessages {

    private static final Instant START = Instant.parse("2026-02-16T13:51:30Z");

    private UsualMessages() {}

    /** The message of that unit in that second. */
    public static byte[] of(long unit, int second) {
        String json = """
                {"message_ver":1,"message_type":"gps","gateway":"gw1.fleet.example","port":5027,"transmission":"tcp",\
                "timestamp":"%s","source":"device","device":{"identifier":"imei","imei":"%015d","serial_no":null,\
                "firm_ver":"V2.20","type":"teltonika","model":"fmb920"},"seq_no":%d,"valid":true,\
                "network":{"ip":"10.0.3.7","operator":"310410","tech":"lte"},\
                "gsm":[{"mcc":310,"mnc":410,"lac":7012,"cid":20417,"signal_str":71,"signal_lvl":4}],\
                "gps":{"timestamp":"%s","latitude":30.%06d,"longitude":-97.%06d,"altitude":149.3,"speed":42.5,\
                "heading":112.0,"satellites":9,"activity":"driving","odometer":120345,"trip_odo":12.71,"gnss":"on",\
                "hdop":0.9,"fix":["fixed","3d"]},"events":[],\
                "sensors":[["ignition","on"],["ebat_volts",27.9],["fuel_level",61.5]],"inputs":"10000000","outputs":"00"}""".formatted(
                        START.plusSeconds(second + 2), imei(unit), second, START.plusSeconds(second), second, unit);
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The IMEI of that unit. */
    public static long imei(long unit) {
        return 359_568_050_000_000L + unit;
    }
}
