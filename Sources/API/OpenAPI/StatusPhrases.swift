/// What the document says of a status; OpenAPI wants a sentence for each.
enum StatusPhrases {
    static let all = [
        "200": "Done.", "201": "Made.", "204": "Done; there is nothing to tell.",
        "206": "A part of the bytes.", "303": "Done; go on there.",
        "304": "What the client has is still true.",
        "307": "The bytes are there.",
        "400": "The request is wrong, or the state of things does not allow it.",
        "401": "There is no credential, or it is not accepted.",
        "403": "The credential does not allow this.",
        "404": "It is not there, or the caller may not see it.",
        "405": "The address has no such method.", "408": "The request came too slowly.",
        "409": "The state of things does not allow it.", "410": "It is no longer there.",
        "411": "The length of the body has to be announced.",
        "412": "A condition of the request does not hold.", "413": "The body is too large.",
        "415": "The body is of another type than it may be.",
        "416": "There are no bytes in this range.", "422": "A value is not accepted.",
        "429": "Too many requests, or a quota is used up.", "500": "Something went wrong here.",
        "501": "This is not done here.", "503": "Not at this moment; try again later.",
        "507": "There is no room left.",
    ]
}
