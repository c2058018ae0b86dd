"""The record of Hindi, in its own letters and as people type it in Latin ones."""

from typing import Final

from index.text.languages.record import LanguageRecord, letters, month_names, weekday_names, word_set

# Before "ki" that is कि and not की, in Latin letters.
_BEFORE_KI = "bataiye|batao|bataye|bataen|batayen|batana|bata|sach|sahi|kaha|kahna|hai|tha|janna|pata|chala|bataya|lagta|mana"

HINDI: Final = LanguageRecord(
    code="hi",
    first="\u0900",
    last="\u097f",
    stemmer="hindi",
    # Stemming folds की, का and के into "क", so they go before it.
    stop_words=word_set(
        """
        का की के को में से ने पर और है हैं था थी थे थीं यह वह कि जो एक इस उस ये वे भी हो तो ही या क्या कौन किस किसने
        किसे कब कहाँ कहां कैसे कितने कितना कितनी किया गया गए गई लिए साथ द्वारा होता होती होते कर करने अपने कौनसा कौनसी
        सा सी
        """
    ),
    particles=word_set("का की के को में से ने पर और है हैं था थी थे कि"),
    conjunctions=word_set("और लेकिन मगर परंतु किंतु क्योंकि जबकि"),
    abbreviations=word_set(
        """
        डॉ डा श्री श्रीमती सुश्री कु प्रो पं स्व रु रू मो मौ इं सर्वश्री ब्रि वि दि ता उ द पू लि प्रा कि मी सें ग्रा मि फर अग सित अक्टू दिस
        अति सहा निरी उपनि कमां ब्रिगे श्रीम मान आद आयु अधि संपा संयो प्रदे रजि तह एससी पीएच लिट् टेक
        जि मा बा प्र सेवानि इंजी अनु मू मेज कैप्ट एड आ
        """
    ),
    abbreviations_in_small_letters=frozenset(),
    abbreviations_before_numbers=word_set("सं क्र पृ जन नव"),
    abbreviations_that_may_close=frozenset(),
    sentence_starters=frozenset(),
    letter_names=letters(
        """
        ए=a बी=b सी=c डी=d ई=e एफ=f जी=g एच=h आई=i जे=j के=k एल=l एम=m एन=n ओ=o पी=p क्यू=q आर=r एस=s टी=t यू=u वी=v
        डब्ल्यू=w एक्स=x वाई=y ज़ेड=z जेड=z
        """
    ),
    letter_names_or_words=word_set("जी आई पी"),
    closing_words=word_set(
        """
        है हैं था थी थे थीं हूँ हूं हो गया गई गए गयी गये किया की दिया दी लिया ली कहा बताया हुआ हुई हुए रहा रही रहे
        करेंगे करेगा होगा होगी होंगे सका सके सकी चाहिए रखा रखी रखे डाला डाली डाले मारा मारी मारे चुना चुनी चुने माना मानी माने
        बढ़ा बढ़ी बढ़े घटा घटी घटे गिरा गिरी गिरे चला चली चले छोड़ा छोड़ी छोड़े माँगा मांगा माँगी मांगी पूछा लिखा लिखी देखा देखी देखे सुना
        सुनी पहुँचा पहुंचा पहुँची पहुंची पहुँचे पहुंचे निकला निकली निकले टूटा टूटी टूटे खुला खुली खुले हारा हारी हारे उठा उठी उठे बैठा
        बैठी बैठे लगा लगी लगे पड़ा पड़ी पड़े रोका रोकी रोके तोड़ा तोड़ी तोड़े जोड़ा जोड़ी जोड़े भेजा भेजी भेजे मिला मिली मिले बचा बची
        बचे बिका बिकी बिके बोला बोली बोले जुड़ा जुड़ी जुड़े
        """
    ),
    months=month_names(
        """
        जनवरी
        फ़रवरी फरवरी
        मार्च
        अप्रैल
        मई
        जून
        जुलाई
        अगस्त
        सितंबर सितम्बर
        अक्टूबर अक्तूबर
        नवंबर नवम्बर
        दिसंबर दिसम्बर
        """
    ),
    months_in_latin_letters=month_names(
        """
        janvari janwari janavari
        farvari farwari faravari
        maarch
        aprail
        mai
        joon
        julai julaai
        agast
        sitambar
        aktubar aktoobar
        navambar
        disambar
        """
    ),
    weekdays=weekday_names(
        """
        सोमवार
        मंगलवार
        बुधवार
        गुरुवार गुरूवार बृहस्पतिवार वीरवार
        शुक्रवार
        शनिवार
        रविवार इतवार
        """
    ),
    times=word_set("साल वर्ष महीने माह हफ़्ते हफ्ते सप्ताह दिन बार समय saal mahine hafte din baar"),
    persons=word_set(
        """
        वे वो वह वहीं उन उन्हें उन्होंने उनका उनके उनकी उनको उनसे उनमें उनपर उस उसे उसने उसका उसके उसकी उसको उससे इन
        इन्हें इन्होंने इनका इनके इनकी इनसे दोनों ve woh wo voh vah unhone unhonne unhen unhe unka unke unki unko unse
        us un usne uska uske uski usko usse use inhone inka inke inki dono
        """
    ),
    things=word_set(
        """
        यह ये इस इसे इसका इसके इसकी इसको इससे इसमें इसपर उसमें वहाँ वहां यहाँ यहां तब ऐसा yah yeh ye is ise iska iske
        iski isse ismein isme wahan vahan yahan tab aisa
        """
    ),
    possessives=frozenset(),
    idioms=(
        # What follows is meant: "यह बताइए कि ...", "ऐसा है कि ...".
        r"(?:यह|ये|ऐसा|इतना) (?:\S+ ){0,6}?कि(?= \S+ \S)",
        rf"(?:yah|yeh|ye|aisa) (?:\S+ ){{0,5}}?(?:{_BEFORE_KI}) ki(?= \S+ \S)",
        r"\S+ (?:और|व|तथा|एवं) (?:\S+ ){1,3}?दोनों",
        r"\S+ (?:aur|va|tatha) (?:\S+ ){1,3}?(?:dono|donon)",
        r"जब (?:\S+ )+?(?:तब|तो)",
        r"jab (?:\S+ )+?(?:tab|to)",
        # "फिर से बताइए" asks once more; "और कौन" goes on.
        "(?:फिर|phir) (?:से|se)",
    ),
    relatives=word_set(
        """
        जो जिस जिसने जिसे जिसको जिसका जिसकी जिसके जिससे जिसमें जिसपर जिन जिन्हें जिन्होंने जिनका जिनकी जिनके जिनको जिनसे
        जिनमें जहाँ जहां जितना जितने जितनी जैसा जैसे jo jis jisne jise jisko jiska jiski jiske jisse jisme jismein jin
        jinhe jinhen jinhone jinka jinki jinke jinko jinse jinmein jinme jahan jitna jitne jitni jaisa jaise
        """
    ),
    connectors=word_set(
        """
        कि और व तथा एवं लेकिन मगर परंतु किंतु क्योंकि ताकि जबकि जब तब तो या बल्कि अगर यदि aur lekin magar kyunki kyonki
        taki jabki jab tab to ya balki agar yadi
        """
    ),
    openings=word_set("और फिर तो या aur phir to ya"),
    continuations=(),
    defining=(),
    and_words=word_set("और तथा एवं aur tatha"),
    quantities=word_set("कितना कितने कितनी kitna kitne kitni"),
    genitives=word_set("का के की ka ke ki"),
    edges=word_set(
        """
        का के की को ने से में पर तक लिए बारे पास ka ke ki ko ne se mein me main par tak liye baare bare paas
        """
    ),
    verbs=word_set(
        """
        है हैं था थी थे थीं हूँ हूं हो होता होती होते हुआ हुई हुए हुईं होगा होगी होंगे गया गई गए गयी गये गईं किया दिया
        दी दिए लिया ली कहा कही कहते बताया बोला बोले बोली रहा रही रहे करता करती करते करेगा करेगी करेंगे कर करें कहना सका
        सकी सके सकता सकती सकते चाहिए चाहते चाहता चाहती आया आई आए आता आती आते जाता जाती जाते जाना जाए मिला मिली मिले बना
        बनी बने बनता देता देती देते लेता लेते पड़ा पड़ी पड़ता बताइए बताइये बताओ समझाइए समझाओ दीजिए कीजिए hai hain tha
        thi the hoon ho hota hoti hote hua hui hue huye hoga hogi honge gaya gayi gaye gai kiya diya di diye liya li
        kaha kahi kahte bataya bola bole boli raha rahi rahe karta karti karte karega karegi karenge kar karen karein
        saka saki sake sakta sakti sakte chahiye chahte aaya aayi aaye aata aati aate jata jati jate mila mili mile bana
        bani bane banta deta deti dete leta lete pada padi bataiye batao samjhaiye dijiye kijiye
        """
    ),
    collection=word_set(
        """
        लेख लेखों दस्तावेज़ दस्तावेज़ों ख़बर ख़बरों रिपोर्ट रिपोर्टों lekh lekhon khabar khabron article articles
        """
    ),
    question_words=word_set(
        """
        क्या क्यों कब कहाँ कहां किधर कौन किस किसने किसे किसको किससे किसमें किसपर किसका किसके किसकी किन किन्हें किन्होंने किनसे
        किनमें किनका किनके किनकी कैसे कैसा कैसी कितना कितने कितनी कौनसा कौनसे कौनसी
        kya kyon kyun kyu kab kahan kidhar kaun kis kisne kise kisko kisse kisme kismein kiska kiske kiski kinhe kinhone
        kinse kinka kinke kinki kaise kaisa kaisi kitna kitne kitni kaunsa kaunse kaunsi
        """
    ),
    polite=word_set(
        """
        कृपया कृपा प्लीज़ ज़रा थोड़ा थोड़ी कुछ मुझे हमें मैं मेरा मेरी हम हमारे आप आपका आपके तुम बताइए बताइये बताओ बताएँ
        बताएं बताना बता समझाइए समझाइये दिखाइए दिखाओ दिखाएँ समझाओ समझाएँ समझाएं दीजिए दीजिये दो दें कीजिए कीजिये जानना
        जानकारी विस्तार विस्तृत विवरण जी धन्यवाद शुक्रिया kripya kripaya please plz zara thoda thodi kuch mujhe hame
        hamein main mera meri hum aap aapka tum batao bataiye bataiyega bataye batayen bataen batana bata dikhaiye
        dikhao samjhaiye samjhao dijiye dijie do de kijiye janna jaankari jankari vistar vistaar vivaran ji dhanyavaad
        dhanyavad dhanyawad shukriya
        """
    ),
    grammar=word_set(
        """
        का के की को ने से में पर तक कि जो जिस हो था थी थे है हैं होगा होगी हुआ हुई हुए होना गया गई गए भी ही तो तब फिर और
        या एक लिए साथ बारे बाद पहले ओर द्वारा दौरान बीच अपना अपने अपनी कुछ सब किया कर करना करने करते करता करेंगे कहा कही
        कहते बताया बोला बोले बोली बात बातें दिया दी दिए लिया रहा रही रहे चाहते सकते अलावा आगे नहीं न हाँ बैठक मुलाक़ात
        मुलाकात बातचीत वार्ता यात्रा दौरा बयान घटना मामले मुद्दे विषय जगह वजह कारण मतलब लोग लोगों व्यक्ति log logon logo
        अनुसार मुताबिक हवाले हालांकि इसी उसी किसी सभी जिन जिसमें माध्यम ka ke ki ko ne se mein me main par tak jo ho tha
        thi the hai hain hoga hua hui hue gaya gayi gaye bhi hi ya ek liye saath sath baare bare baad pehle kuch kiya
        kar karna kaha kahi kahte bataya bola bole baat baatein diya di liya raha rahe rahi aage nahi nahin baithak
        mulaqat mulakat
        """
    ),
    titles=word_set(
        """
        राष्ट्रपति प्रधानमंत्री मंत्री सचिव मुख्यमंत्री राज्यपाल राजदूत महासचिव चांसलर सांसद नेता श्री श्रीमती डॉ डॉक्टर जनरल कर्नल
        कमांडर ब्रिगेडियर कप्तान
        """
    ),
    acts=frozenset(["ने"]),
    in_latin_letters=word_set(
        """
        aag aaj aap aapka abhi adhyaksh agle agli aise apna apne apni arth aur baad baadh baare baarish baat bachche
        bachchon bada badi bahot bahut baithak bataiye batana batao bataya bataye beech bharat bhi bich bikri bina bohot
        bola bole btao chahiye chunav desh deta dete deti dhamaka dikhaiye dikhao dikhaye dikhayen diya diye doosra
        dusra dusri dvara dwara elan gaya gaye gayi ghayal ghoshna giraftar girftar gya hadsa hadse hafte hai hain
        hamara hamare hamari hamla hamle hatya hei hein hoga hogi hona hone honge hoon hota hote hoti hua hue hui humein
        hun huwa huye huyi inhone inka inke inki ise iska iske iski isko isliye isne isse itihas itna itne itni jaata
        jaati jab jaise jana jankari janm jata jate jati jawab jeeta jeete jeeti jin jis jise jiska jiske jiski jisne
        jyada ka kaa kaam kab kabhi kaha kahaan kahan kahi kahte kaisa kaise kaisi kar kare karna karne karo karta karte
        karti kaun kaunsa kaunse kaunsi ke kee keemat kehte kese khabar khabre khabrein khabren khabron khilaf ki kia
        kii kinhone kinka kinke kinki kis kise kiska kiske kiski kisko kisne kitna kitne kitni kiya kiye ko koi kon
        konsa konse konsi koun kounsa kuch kya kyaa kyo kyon kyonki kyu kyun kyunki lage lekar lekh lekhon lekin likha
        likhe liya liye logon magar mahine mai maine mantri matlab maut mei mein mera meri mili milta milti mrityu
        muavja muavza muawza mujhe mukhyamantri mulakat mulaqat naam nahee nahi nahii nahin nashe nayi ne nhi pahla
        pahle pahli paisa paise pehla pehle pehli phir pichhle pichle pichli pradhan pradhanmantri raha rahe rahi
        rajdhani rashtrapati roka roke rupay rupaye rupye saal saare saari saath sabhi sabse sakta sakte sakti samachar
        samarthan samjhauta samjhota sare sarkar sath sawal se shaam shuru sthit subah sunao sunwai tak tareekh tarikh
        tera teri tha thee thi thin toh tum tumhara umra unhone unka unke unki uska uske uski usko usne usse vah varsh
        virodh voh waale wahan waise wajah wala wale wali wo woh yah yahan ye yeh yuddh yudh zyada
        """
    ),
    weak_in_latin_letters=word_set(
        """
        abhi bich desh hue jata ka kar kee ki ko koi main mera ne sath se tak tera wala wo
        """
    ),
)
