package dev.fleetcast.benchmark;

/** The protocol between the load client and a server. */
enum Transport {
    /** HTTP/1.1 in clear, a connection per stream. */
    HTTP_1,
    /** HTTP/1.1 over TLS, a connection per stream. */
    TLS,
    /** HTTP/2 in clear, up to a hundred streams per connection. */
    HTTP_2
}
