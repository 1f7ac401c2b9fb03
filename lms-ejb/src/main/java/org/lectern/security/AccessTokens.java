package org.lectern.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.shared.CurrentCaller;

/**
 * Access tokens: JSON Web Tokens (RFC 7519) with the claims of MicroProfile JWT, signed with RS256, valid for 15
 * minutes. Any other service can check them with the public keys.
 */
@ApplicationScoped
public class AccessTokens {

    /** How long a token is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** Who gives the tokens, unless {@code LMS_ISSUER} says otherwise. */
    static final String ISSUER = "https://lectern.org";

    /** Whom the tokens are for. */
    static final String AUDIENCE = "lectern-api";

    private static final String SESSION_CLAIM = "sid";
    private static final Logger LOG = Logger.getLogger(AccessTokens.class.getName());

    /** So many verified tokens are remembered, about 2 KB each. */
    private static final int REMEMBERED = 10_000;

    private SigningKeys keys;
    private String issuer;
    private Clock clock;
    private DefaultJWTProcessor<SecurityContext> processor;
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();

    private record Verified(SessionPrincipal principal, String keyId, Instant expiresAt) {}

    /** For the container. */
    protected AccessTokens() {}

    @Inject
    AccessTokens(SigningKeys keys, @ConfigProperty(name = "LMS_ISSUER", defaultValue = ISSUER) String issuer) {
        this(keys, issuer, Clock.systemUTC());
    }

    AccessTokens(SigningKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
        processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, (selector, context) -> selector.select(keys.all())));
        processor.setJWTClaimsSetVerifier(claims(issuer, clock));
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claims(String issuer, Clock clock) {
        var verifier =
                new DefaultJWTClaimsVerifier<>(
                        AUDIENCE,
                        new JWTClaimsSet.Builder().issuer(issuer).build(),
                        Set.of(
                                "sub",
                                "upn",
                                "groups",
                                "exp",
                                "iat",
                                "jti",
                                SESSION_CLAIM,
                                CurrentCaller.PERSON_CLAIM)) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(0);
        return verifier;
    }

    /**
     * Makes a token.
     *
     * @param principal who signed in
     * @return the token in compact form, about 900 characters
     */
    public String issue(SessionPrincipal principal) {
        var key = keys.signing();
        var now = clock.instant();
        var caller = principal.caller();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(AUDIENCE)
                        .subject(Long.toString(caller.accountId()))
                        .claim("upn", caller.username())
                        .claim("groups", List.copyOf(principal.roles()))
                        .claim(CurrentCaller.PERSON_CLAIM, caller.personId())
                        .claim(SESSION_CLAIM, principal.sessionId())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The access token cannot be signed", e);
        }
        return token.serialize();
    }

    /**
     * Checks a token: signature, algorithm, key id, type, issuer, audience, times and claims. What was found good is
     * remembered until it expires, because a client sends the same token many times and the signature costs most.
     *
     * @param token what a client sent
     * @return who signed in; empty when the token is not one of ours or not good any more
     */
    public Optional<SessionPrincipal> verify(String token) {
        var known = verified.get(token);
        if (known == null) {
            known = check(token);
            if (known == null) {
                return Optional.empty();
            }
            remember(token, known);
        } else if (!known.expiresAt.isAfter(clock.instant()) || keys.all().getKeyByKeyId(known.keyId) == null) {
            verified.remove(token);
            return Optional.empty();
        }
        return Optional.of(known.principal);
    }

    private Verified check(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            var keyId = jwt.getHeader().getKeyID();
            if (keyId == null) {
                return refuse("it names no key");
            }
            // the decoder forgives letters too many, so that one token could be sent in any number of spellings
            if (!Base64URL.encode(jwt.getSignature().decode()).equals(jwt.getSignature())) {
                return refuse("its signature is not spelled as signatures are");
            }
            var claims = processor.process(jwt, null);
            var principal = new SessionPrincipal(
                    Long.parseLong(claims.getSubject()),
                    claims.getLongClaim(CurrentCaller.PERSON_CLAIM),
                    claims.getStringClaim("upn"),
                    claims.getLongClaim(SESSION_CLAIM),
                    Set.copyOf(claims.getStringListClaim("groups")));
            return new Verified(principal, keyId, claims.getExpirationTime().toInstant());
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return refuse(e.getMessage());
        }
    }

    private static Verified refuse(String reason) {
        LOG.log(Level.FINE, "Access token refused: {0}", reason);
        return null;
    }

    private void remember(String token, Verified good) {
        if (verified.size() >= REMEMBERED) {
            var now = clock.instant();
            verified.values().removeIf(old -> !old.expiresAt.isAfter(now));
            if (verified.size() >= REMEMBERED) {
                verified.clear();
            }
        }
        verified.put(token, good);
    }
}
