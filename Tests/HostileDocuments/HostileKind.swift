/// What a hostile document tries.
public enum HostileKind: String, CaseIterable, Sendable {
    // A bad page between two good ones.
    case flateLayers, filterChain, giantPage, jbig2, jpx, ccitt, dct, hugeImage
    case recursiveForms, formFlood, recursiveType3, mutualType3, sampledFunction, calculator
    case stitching, functionShading, meshShading, patternRecursion, tinyTiles, softMaskRecursion
    case nesting, giantString, inlineImages, wordFlood, pathFlood, dashes, numbers
    case cmap, fontFile, annotations, contentsFlood
    // Structures that lead nowhere.
    case xrefLoop, xrefStream, pageTreeLoop, millionObjects, declaredPages, deepPageTree
    case widePageTree, formFields, selfObjectStream, updates, outlineLoop, structureLoop, lengthLoop
    case encryption, facts
    // Good files that were damaged.
    case flippedBytes, cut, shuffled

    func make(_ dice: inout Dice, _ samples: [[UInt8]]) -> HostileDocument {
        switch self {
        case .flippedBytes, .cut, .shuffled:
            HostileDocument(self, damage(dice.pick(samples), &dice))
        default:
            makeStructure(&dice).map { HostileDocument(self, $0) } ?? sandwich(&dice)
        }
    }

    /// The bad page, which `page` adds to a paper that has a good page already, and another good
    /// one after it.
    private func sandwich(_ dice: inout Dice) -> HostileDocument {
        var paper = HostilePaper()
        paper.addSoundPage(HostileDocument.first, at: dice.roll(100...750))
        addBadPage(to: &paper, &dice)
        paper.addSoundPage(HostileDocument.last, at: dice.roll(100...750))
        return HostileDocument(
            self, paper.makeBytes(), soundSentences: [HostileDocument.first, HostileDocument.last])
    }

    private func addBadPage(to paper: inout HostilePaper, _ dice: inout Dice) {
        switch self {
        case .flateLayers: paper.addFlateLayers(&dice)
        case .filterChain: paper.addFilterChain(&dice)
        case .giantPage: paper.addGiantPage(&dice)
        case .jbig2: paper.addJBIG2(&dice)
        case .jpx: paper.addJPX(&dice)
        case .ccitt: paper.addCCITT(&dice)
        case .dct: paper.addDCT(&dice)
        case .hugeImage: paper.addHugeImage(&dice)
        case .recursiveForms: paper.addRecursiveForms(&dice)
        case .formFlood: paper.addFormFlood(&dice)
        case .recursiveType3: paper.addRecursiveType3(count: 1)
        case .mutualType3: paper.addRecursiveType3(count: dice.roll(2...5))
        case .sampledFunction: paper.addSampledFunction(&dice)
        case .calculator: paper.addCalculator(&dice)
        case .stitching: paper.addStitching(&dice)
        case .functionShading: paper.addFunctionShading(&dice)
        case .meshShading: paper.addMeshShading(&dice)
        case .patternRecursion: paper.addPatternRecursion(&dice)
        case .tinyTiles: paper.addTinyTiles(&dice)
        case .softMaskRecursion: paper.addSoftMaskRecursion(&dice)
        case .nesting: paper.addNesting(&dice)
        case .giantString: paper.addGiantString(&dice)
        case .inlineImages: paper.addInlineImages(&dice)
        case .wordFlood: paper.addWordFlood(&dice)
        case .pathFlood: paper.addPathFlood(&dice)
        case .dashes: paper.addDashes(&dice)
        case .numbers: paper.addNumbers(&dice)
        case .cmap: paper.addCMap(&dice)
        case .fontFile: paper.addFontFile(&dice)
        case .annotations: paper.addAnnotations(&dice)
        case .contentsFlood: paper.addContentsFlood(&dice)
        default: preconditionFailure("\(self) is no bad page")
        }
    }

    private func makeStructure(_ dice: inout Dice) -> [UInt8]? {
        switch self {
        case .xrefLoop: .xrefLoop(&dice)
        case .xrefStream: .xrefStream(&dice)
        case .pageTreeLoop: .pageTreeLoop(&dice)
        case .millionObjects: .millionObjects(&dice)
        case .declaredPages: .declaredPages(&dice)
        case .deepPageTree: .deepPageTree(&dice)
        case .widePageTree: .widePageTree(&dice)
        case .formFields: .formFields(&dice)
        case .selfObjectStream: .selfObjectStream(&dice)
        case .updates: .updates(&dice)
        case .outlineLoop: .outlineLoop(&dice)
        case .structureLoop: .structureLoop(&dice)
        case .lengthLoop: .lengthLoop(&dice)
        case .encryption: .encryption(&dice)
        case .facts: .facts(&dice)
        default: nil
        }
    }

    private func damage(_ sample: [UInt8], _ dice: inout Dice) -> [UInt8] {
        switch self {
        case .flippedBytes: sample.flipped(&dice)
        case .cut: sample.cut(&dice)
        default: sample.shuffled(&dice)
        }
    }
}
