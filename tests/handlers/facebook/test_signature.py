import base64
import hashlib
import hmac
import json

from handlers.facebook.signature import appsecret_proof, is_signed, open_signed_request, same_secret, sign

SECRET = "test-app-secret"
BODY = (
    rb'{"object":"page","entry":[{"id":"1","time":1794000000,"changes":[{"field":"feed","value":'
    rb'{"item":"comment","verb":"add","message":"Stra\u00dfe \ud83d\ude42"}}]}]}'
)
SIGNATURE = "sha256=4e0e8ce93acbeacd323668f533080375b214322465bccb9c7f0a13501ebcf772"


def signed_request(told: object, secret: str = SECRET) -> str:
    inside = base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=")
    digest = hmac.new(secret.encode(), inside, hashlib.sha256).digest()
    return (base64.urlsafe_b64encode(digest).rstrip(b"=") + b"." + inside).decode()


def test_the_published_body_has_the_published_signature() -> None:
    assert sign(BODY, SECRET) == SIGNATURE


def test_the_escaped_bytes_are_what_is_signed() -> None:
    unescaped = json.dumps(json.loads(BODY), ensure_ascii=False, separators=(",", ":")).encode()

    assert is_signed(BODY, SIGNATURE, SECRET)
    assert not is_signed(unescaped, SIGNATURE, SECRET)


def test_a_signature_with_another_secret_is_refused() -> None:
    assert not is_signed(BODY, sign(BODY, "another"), SECRET)


def test_without_a_secret_nothing_is_signed() -> None:
    assert not is_signed(BODY, sign(BODY, ""), "")


def test_a_header_with_odd_characters_is_refused_without_failing() -> None:
    assert not is_signed(BODY, "sha256=øæå\udc80", SECRET)


def test_an_empty_token_is_never_the_same() -> None:
    assert not same_secret("", "")


def test_the_proof_of_a_call_is_the_one_metas_own_client_makes() -> None:
    assert appsecret_proof("T", "s") == "a4aa509829cd0f1e08df20e26030260a755e2d56a2e9da2e640eb4876f31f0b4"


def test_a_signed_request_opens_with_the_right_secret_only() -> None:
    request = signed_request({"user_id": "17"})

    assert open_signed_request(request, SECRET) == {"user_id": "17"}
    assert open_signed_request(request, "another") is None


def test_an_unreadable_signed_request_is_no_request() -> None:
    assert open_signed_request("", SECRET) is None
    assert open_signed_request("a.b", SECRET) is None
    assert open_signed_request(signed_request(["no", "object"]), SECRET) is None
