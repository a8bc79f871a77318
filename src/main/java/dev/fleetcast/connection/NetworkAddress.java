package dev.fleetcast.connection;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * The unit of limits per address: an IPv4 address, or the /64 of an IPv6 address, which usually belongs to one
 * customer.
 */
public final class NetworkAddress {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_NETWORK_BYTES = 8;
    /** The prefix of an IPv4-mapped IPv6 address: ten zero bytes and two bytes of ones. */
    private static final int MAPPED_PREFIX_BYTES = 12;

    private NetworkAddress() {}

    /** The network of a request's client. */
    public static String of(SocketAddress client) {
        return client == null || client.hostAddress() == null ? "" : of(client.hostAddress());
    }

    /** The network of an address in text form; other text is returned unchanged. */
    public static String of(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null ? address : of(bytes);
    }

    static String of(InetAddress address) {
        return of(address.getAddress());
    }

    private static String of(byte[] address) {
        if (address.length == IPV4_BYTES) {
            return NetUtil.bytesToIpAddress(address);
        }
        return isMapped(address)
                ? NetUtil.bytesToIpAddress(address, MAPPED_PREFIX_BYTES, IPV4_BYTES)
                : HexFormat.of().formatHex(address, 0, IPV6_NETWORK_BYTES) + "/64";
    }

    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < MAPPED_PREFIX_BYTES; i++) {
            int expected = i < MAPPED_PREFIX_BYTES - 2 ? 0 : -1;
            if (address[i] != expected) {
                return false;
            }
        }
        return true;
    }
}
