import LyditeCore
import Testing

struct CanonicalTests {
    /// RFC 8785 appendix B.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
            (0x44B5_2D02_C7E1_4AF6, "1e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"),
            (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func `numbers are written as the standard's examples`(bits: UInt64, text: String) {
        #expect(JSONNumber.text(of: Double(bitPattern: bits), markingFloats: false) == text)
    }

    @Test func `members are sorted by UTF-16 and order of input does not matter`() throws {
        let a = try JSONParser.parse(
            #"{"b":1,"a":{"d":2.0,"c":[1,2]},"\ud83d\ude00":3,"\ufb33":4}"#)
        let text = String(decoding: CanonicalJSON.bytes(of: a), as: UTF8.self)
        #expect(text == "{\"a\":{\"c\":[1,2],\"d\":2.0},\"b\":1,\"😀\":3,\"\u{FB33}\":4}")
    }

    @Test(
        arguments: [.null, ["temperature": .double(0.5), "n": 4, "a": ["y": 1, "x": 2]]] as [JSON])
    func `a rollout's digest is that of its canonical JSON`(sampling: JSON) {
        let variant = Digest(of: [1])
        let rollout = Rollout(
            variant: variant, index: 3, text: "é \"4\"\n", sampler: "s", model: "m",
            sampling: sampling)
        let json: JSON = [
            "variant": .string(variant.description), "index": 3, "text": "é \"4\"\n",
            "sampler": "s",
            "model": "m", "sampling": sampling,
        ]
        #expect(rollout.digest == Digest(of: json))
    }

    @Test func `a digest is the SHA-256 of its bytes`() {
        #expect(
            Digest(of: Array("abc".utf8)).description
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        var stream = DigestStream()
        stream.add(Array("a".utf8))
        stream.add(Array("bc".utf8))
        #expect(stream.digest() == Digest(of: Array("abc".utf8)))
    }

    @Test func `a digest reads its own text and nothing else`() {
        let digest = Digest(of: [])
        #expect(Digest(hexadecimal: digest.description) == digest)
        #expect(Digest(hexadecimal: "xyz") == nil)
        #expect(Digest(hexadecimal: String(repeating: "g", count: 64)) == nil)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ])
    func `Base64 follows the standard's examples both ways`(plain: String, coded: String) {
        #expect(Base64.text(of: Array(plain.utf8)) == coded)
        #expect(Base64.bytes(of: coded) == Array(plain.utf8))
    }

    @Test(arguments: ["Z", "Zg=", "Z===", "Zg==Zg==", "Z*=="])
    func `text that is not Base64 is refused`(text: String) {
        #expect(Base64.bytes(of: text) == nil)
    }
}
