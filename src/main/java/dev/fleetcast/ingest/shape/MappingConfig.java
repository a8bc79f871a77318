package dev.fleetcast.ingest.shape;

import io.smallrye.config.WithDefault;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Where the values of a universal message are in the records of a topic. Places are JSON pointers (RFC 6901). */
public interface MappingConfig {

    /** The place of the unit's IMEI or serial number. Unset: the record's key names the unit. */
    Optional<String> unit();

    /** The place of the time of the position. */
    Optional<String> time();

    /**
     * The form of the time: {@code iso} with an offset, {@code s} or {@code ms} since 1970, or a pattern such as {@code
     * dd.MM.yyyy HH:mm:ss}.
     */
    @WithDefault("iso")
    String timeFormat();

    /** The time zone of times in a pattern without an offset. */
    @WithDefault("UTC")
    ZoneId timeZone();

    /** The place of the latitude, in degrees. */
    Optional<String> latitude();

    /** The place of the longitude, in degrees. */
    Optional<String> longitude();

    /** The place of the speed. */
    Optional<String> speed();

    /** The unit of the speed: {@code km/h}, {@code m/s}, {@code knots} or {@code mph}. */
    @WithDefault("km/h")
    String speedUnit();

    /** The place of the heading, in degrees. */
    Optional<String> heading();

    /** The place of the ignition: true, 1 or {@code on} when it is on. */
    Optional<String> ignition();

    /** The place of the odometer, in km. */
    Optional<String> odometer();

    /** The place of an event's code, or of an array of codes. */
    Optional<String> events();

    /** The places of sensors, by name. */
    Map<String, String> sensors();

    /** Text members of every message, such as {@code source}, by name. */
    Map<String, String> constants();
}
